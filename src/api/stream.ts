import { unwrapResolverError } from '@apollo/server/errors';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { type OperationArgs, type RequestParams } from 'graphql-sse';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import { type Call } from '../call.ts';
import { type Config } from '../config.ts';
import { BadUserInput } from '../errors.ts';
import { type Services } from '../services.ts';
import { createCall } from './context.ts';
import { errorFormatter } from './format-error.ts';
import { OpenStreams } from './open-streams.ts';
import { limitRules, MAX_TOKENS } from './query-limits.ts';

const EVENTS = 'text/event-stream';

/** Serves GraphQL subscriptions, one to a connection, as server-sent events. Refusals come as events too. */
export function serveStream(
  http: FastifyInstance,
  { isProduction }: Config,
  services: Services,
  schema: GraphQLSchema,
  impatience: AbortSignal,
): void {
  const streams = new OpenStreams();
  const format = errorFormatter(services);
  const rules = [...specifiedRules, ...limitRules, ...(isProduction ? [NoSchemaIntrospectionCustomRule] : [])];

  // An open stream would otherwise be waited for until the server's patience ends.
  http.addHook('preClose', async () => streams.close());
  http.post('/graphql/stream', { config: { rateLimit: {} } }, async (request, reply) => {
    if (!isAskedByScript(request)) return refuse(reply);
    const stream = streams.begin();
    const call = createCall(services, request, reply, AbortSignal.any([impatience, stream.signal]));
    // Proxies that collect an answer before they pass it on are asked not to.
    void reply.header('x-accel-buffering', 'no');
    const serve = createHandler({
      authenticate: () => null,
      onSubscribe: async (_request, params) => {
        try {
          streams.admit(await call.userId(), stream);
          return read(schema, call, params);
        } catch (error) {
          return { data: null, errors: [error instanceof GraphQLError ? error : toInternal(error)] };
        }
      },
      validate: (_schema, document) =>
        validate(schema, document, rules, { hideSuggestions: isProduction }).map((error) =>
          withCode(error, 'GRAPHQL_VALIDATION_FAILED'),
        ),
      // What the handler would print as it is goes through our own formatting, which masks what clients must not see.
      onNext(_context, _request, result) {
        if (!result.errors) return;
        const errors = result.errors.map((error) => format(...described(error)) as GraphQLError);
        return { ...result, errors };
      },
    });
    // Not after serving: that never returns where the client hung up first.
    reply.raw.once('close', () => stream.abort());
    await serve(request, reply);
  });
}

/** A page of another site can send the cookie along, but not without being asked about it first with this type. */
function isAskedByScript({ headers, body }: FastifyRequest): boolean {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  return type === 'application/json' && headers.accept === EVENTS && typeof body === 'object' && body !== null;
}

function refuse(reply: FastifyReply): FastifyReply {
  const { message, extensions } = new BadUserInput('accept', `Send application/json, and accept ${EVENTS}.`);
  return reply.code(406).send({ errors: [{ message, extensions }] });
}

/** What is to be run. Throws a `GraphQLError`. */
function read(schema: GraphQLSchema, call: Call, params: RequestParams): OperationArgs {
  const { query, operationName, variables } = params;
  const document = parseOrRefuse(query);
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
    throw new BadUserInput('query', 'Here are subscriptions only. Queries and mutations are answered at /graphql.');
  }
  const args: ExecutionArgs = { schema, document, operationName, variableValues: variables, contextValue: call };
  // Its type for contexts leaves out objects of a declared shape.
  return args as OperationArgs;
}

function parseOrRefuse(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    throw error instanceof GraphQLError ? withCode(error, 'GRAPHQL_PARSE_FAILED') : error;
  }
}

function withCode({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  const place = { nodes: nodes ?? null, source: source ?? null, positions: positions ?? null };
  return new GraphQLError(message, { ...place, extensions: { code } });
}

/** In the form in which a resolver's failure comes, under which the cause is looked for. */
function toInternal(error: unknown): GraphQLError {
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { path: [], originalError });
}

/** As Apollo Server describes an error to its formatter: what has no code yet is the request's fault or ours. */
function described(error: GraphQLError): Parameters<ReturnType<typeof errorFormatter>> {
  const cause = unwrapResolverError(error);
  const code = cause instanceof GraphQLError ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR';
  const formatted = error.toJSON();
  return [{ ...formatted, extensions: { code, ...formatted.extensions } }, cause];
}
