import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import { type FastifyInstance } from 'fastify';
import { type Call } from '../call.ts';
import { type Config } from '../config.ts';
import { type Services } from '../services.ts';
import { GraphqlAnswers } from './answer-graphql.ts';
import { CompiledOperations } from './compiled-operations.ts';
import { createCall } from './context.ts';
import { errorFormatter } from './format-error.ts';
import { limitRules, MAX_TOKENS } from './query-limits.ts';
import { buildSchema } from './schema.ts';
import { serveStream } from './stream.ts';

// Apollo Sandbox is loaded from Apollo's own hosts and writes its scripts into the page.
const SANDBOX_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' https://*.apollographql.com",
  "style-src 'self' 'unsafe-inline' https://*.apollographql.com https://fonts.googleapis.com",
  "font-src 'self' https://fonts.gstatic.com",
  "img-src 'self' data: https://*.apollographql.com",
  "manifest-src 'self' https://*.apollographql.com",
  "connect-src 'self' https://*.apollographql.com",
  "frame-src 'self' https://*.apollographql.com",
].join('; ');

export async function serveGraphql(
  http: FastifyInstance,
  config: Config,
  services: Services,
  impatience: AbortSignal,
): Promise<void> {
  const schema = buildSchema();
  const operations = new CompiledOperations(schema);
  const formatError = errorFormatter(services);
  const apollo = new ApolloServer<Call>({
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
    handler: (request, reply) => answers.answer(createCall(services, request, reply, impatience), request, reply),
  });
  serveStream(http, config, services, schema, impatience);
}
