import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import { type FastifyInstance } from 'fastify';
import { GraphqlAnswers } from '../api/answer-graphql.ts';
import { CheckedOperations } from '../api/checked-operations.ts';
import { errorFormatter } from '../api/format-error.ts';
import { MeasuredOperations } from '../api/measured-operations.ts';
import { OpenStreams } from '../api/open-streams.ts';
import { OPERATION_LIMITS } from '../api/operation-limits.ts';
import { SANDBOX_POLICY } from '../api/security-headers.ts';
import { serveStream } from '../api/stream.ts';
import { type Config } from '../config.ts';
import { type Services } from '../services.ts';
import { AdminContext } from './admin-context.ts';
import { serveExports } from './exports/serve-exports.ts';
import { serveReceiptsToOperators } from './records/serve-receipts.ts';
import { buildAdminSchema } from './schema.ts';
import { serveApp } from './serve-app.ts';

/** The operators' app at `/admin`, and its API at `/admin/graphql`. */
export async function serveAdmin(
  http: FastifyInstance,
  config: Config,
  services: Services,
  shutdownSignal: AbortSignal,
): Promise<void> {
  const schema = buildAdminSchema();
  const format = errorFormatter(services);
  const measured = services.metrics ? new MeasuredOperations(services.metrics, 'admin.') : undefined;
  const apollo = new ApolloServer<AdminContext>({
    schema,
    introspection: !config.isProduction,
    hideSchemaDetailsFromClientErrors: config.isProduction,
    parseOptions: { maxTokens: OPERATION_LIMITS.tokens },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    formatError: format,
    logger: services.log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ...(measured ? [measured.plugin] : []),
      config.isProduction
        ? ApolloServerPluginLandingPageDisabled()
        : ApolloServerPluginLandingPageLocalDefault({ footer: false }),
    ],
  });
  await apollo.start();
  http.addHook('onClose', () => apollo.stop());
  serveExports(http, config, services, shutdownSignal);
  serveReceiptsToOperators(http, config, services, shutdownSignal);
  await serveApp(http);
  const answers = new GraphqlAnswers({ apollo, measured, checked: new CheckedOperations(schema), format });
  http.route({
    method: ['GET', 'POST'],
    url: '/admin/graphql',
    config: { rateLimit: {} },
    onRequest: async (_request, reply) => {
      if (!config.isProduction) void reply.header('content-security-policy', SANDBOX_POLICY);
    },
    handler: (request, reply) =>
      answers.answer(new AdminContext(services, config, request, reply, shutdownSignal), request, reply),
  });
  serveStream(
    http,
    config,
    services,
    {
      streams: new OpenStreams(),
      path: '/admin/graphql/stream',
      otherPath: '/admin/graphql',
      schema,
      createContext: (request, reply, signal) => new AdminContext(services, config, request, reply, signal, false),
      whoReads: async (context) => (await context.operator()).id,
    },
    shutdownSignal,
  );
}
