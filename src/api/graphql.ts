import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type GraphQLSchema } from 'graphql';
import { type Config } from '../config.ts';
import { type Services } from '../services.ts';
import { GraphqlAnswers } from './answer-graphql.ts';
import { CheckedOperations } from './checked-operations.ts';
import { CompiledOperations } from './compiled-operations.ts';
import { errorFormatter } from './format-error.ts';
import { serveGraphiql } from './graphiql.ts';
import { languageOfCustomer } from './language-of-customer.ts';
import { loadTrustedDocuments } from './load-trusted-documents.ts';
import { MeasuredOperations } from './measured-operations.ts';
import { OpenStreams } from './open-streams.ts';
import { OPERATION_LIMITS } from './operation-limits.ts';
import { createRequestContext, type RequestContext } from './request-context.ts';
import { buildSchema } from './schema.ts';
import { SANDBOX_POLICY } from './security-headers.ts';
import { SpokenErrors } from './spoken-errors.ts';
import { serveStream } from './stream.ts';
import { serveWebSocket } from './web-socket.ts';

export async function serveGraphql(
  http: FastifyInstance,
  config: Config,
  services: Services,
  shutdownSignal: AbortSignal,
): Promise<GraphQLSchema> {
  const schema = buildSchema();
  const checked = new CheckedOperations(schema);
  const compiled = new CompiledOperations(schema, checked);
  const trusted = loadTrustedDocuments(config, checked, compiled);
  const formatError = errorFormatter(services);
  const measured = services.metrics ? new MeasuredOperations(services.metrics) : undefined;
  const spoken = new SpokenErrors();
  const apollo = new ApolloServer<RequestContext>({
    schema,
    introspection: !config.isProduction,
    hideSchemaDetailsFromClientErrors: config.isProduction,
    parseOptions: { maxTokens: OPERATION_LIMITS.tokens },
    // Repeated operations are compiled; keeping documents of others would only take memory.
    documentStore: null,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    // Apollo Server tells the formatter nothing of the request.
    formatError: (formatted, error) => formatError(formatted, error, spoken.languageOf(error)),
    logger: services.log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ...(measured ? [measured.plugin] : []),
      compiled.plugin,
      spoken.plugin,
      config.isProduction
        ? ApolloServerPluginLandingPageDisabled()
        : ApolloServerPluginLandingPageLocalDefault({ footer: false }),
    ],
  });
  await apollo.start();
  const answers = new GraphqlAnswers({ apollo, measured, checked, compiled, trusted, format: formatError });
  http.addHook('onClose', async () => {
    compiled.close();
    await apollo.stop();
  });
  const answer = (request: FastifyRequest, reply: FastifyReply) =>
    answers.answer(createRequestContext(services, request, reply, shutdownSignal), request, reply);
  const streams = new OpenStreams();
  http.post('/graphql', { config: { rateLimit: {} } }, answer);
  serveWebSocket(http, config, services, {
    path: '/graphql',
    schema,
    streams,
    trusted,
    shutdownSignal,
    async answer(request, reply) {
      if (!config.isProduction) void reply.header('content-security-policy', SANDBOX_POLICY);
      return answer(request, reply);
    },
  });
  serveGraphiql(http, config);
  serveStream(
    http,
    config,
    services,
    {
      path: '/graphql/stream',
      otherPath: '/graphql',
      schema,
      streams,
      trusted,
      createContext: (request, reply, signal) => createRequestContext(services, request, reply, signal),
      whoReads: (context) => context.userId(),
      languageOf: async (request, context) =>
        languageOfCustomer(services, request, (await context?.userId().catch(() => null)) ?? null),
    },
    shutdownSignal,
  );
  return schema;
}
