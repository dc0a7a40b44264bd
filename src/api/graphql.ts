import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { type FastifyInstance } from 'fastify';
import { type GraphQLError, type ValidationContext } from 'graphql';
import { type Call } from '../call.ts';
import { type Config } from '../config.ts';
import { type Services } from '../services.ts';
import { createCall } from './context.ts';
import { errorFormatter } from './format-error.ts';
import { buildSchema } from './schema.ts';

// Enough for any page that an app shows, and too little to open payments by the hundred in one request.
const MAX_ALIASES = 15;
const MAX_DEPTH = 12;
// The check that fields of one name agree takes time by the square of a query's length.
const MAX_TOKENS = 2000;

// Thrown, as the rules would, the refusal looks like a fault of the server: HTTP 500, masked and logged.
const REFUSE = {
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null, error: GraphQLError) => {
      context?.reportError(error);
    },
  ],
};

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
  const apollo = new ApolloServer<Call>({
    schema: buildSchema(),
    introspection: !config.isProduction,
    hideSchemaDetailsFromClientErrors: config.isProduction,
    parseOptions: { maxTokens: MAX_TOKENS },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    validationRules: [maxAliasesRule({ n: MAX_ALIASES, ...REFUSE }), maxDepthRule({ n: MAX_DEPTH, ...REFUSE })],
    formatError: errorFormatter(services.log),
    logger: services.log,
    plugins: [
      config.isProduction
        ? ApolloServerPluginLandingPageDisabled()
        : ApolloServerPluginLandingPageLocalDefault({ footer: false }),
    ],
  });
  await apollo.start();
  http.addHook('onClose', () => apollo.stop());
  http.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    config: { rateLimit: {} },
    onRequest: async (_request, reply) => {
      if (!config.isProduction) void reply.header('content-security-policy', SANDBOX_POLICY);
    },
    handler: fastifyApolloHandler(apollo, {
      context: async (request, reply) => createCall(services, request, reply, impatience),
    }),
  });
}
