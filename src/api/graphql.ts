import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import { type FastifyInstance } from 'fastify';
import { type Config } from '../config.ts';
import { type Services } from '../services.ts';
import { GraphqlAnswers } from './answer-graphql.ts';
import { CompiledOperations } from './compiled-operations.ts';
import { errorFormatter } from './format-error.ts';
import { limitRules, MAX_TOKENS } from './query-limits.ts';
import { createRequestContext, type RequestContext } from './request-context.ts';
import { buildSchema } from './schema.ts';
import { SANDBOX_POLICY } from './security-headers.ts';
import { serveStream } from './stream.ts';

export async function serveGraphql(
  http: FastifyInstance,
  config: Config,
  services: Services,
  shutdownSignal: AbortSignal,
): Promise<void> {
  const schema = buildSchema();
  const operations = new CompiledOperations(schema);
  const formatError = errorFormatter(services);
  const apollo = new ApolloServer<RequestContext>({
    schema,
    introspection: !config.isProduction,
    hideSchemaDetailsFromClientErrors: config.isProduction,
    parseOptions: { maxTokens: MAX_TOKENS },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    validationRules: limitRules,
    formatError,
    logger: services.log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      operations.plugin,
      config.isProduction
        ? ApolloServerPluginLandingPageDisabled()
        : ApolloServerPluginLandingPageLocalDefault({ footer: false }),
    ],
  });
  await apollo.start();
  const answers = new GraphqlAnswers(apollo, operations, formatError);
  http.addHook('onClose', () => apollo.stop());
  http.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    config: { rateLimit: {} },
    onRequest: async (_request, reply) => {
      if (!config.isProduction) void reply.header('content-security-policy', SANDBOX_POLICY);
    },
    handler: (request, reply) =>
      answers.answer(createRequestContext(services, request, reply, shutdownSignal), request, reply),
  });
  serveStream(http, config, services, schema, shutdownSignal);
}
