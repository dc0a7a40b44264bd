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
import { type Config } from '../config.ts';
import { BadUserInput } from '../errors.ts';
import { type Services } from '../services.ts';
import { checkOperationLimits } from './check-operation-limits.ts';
import { errorFormatter } from './format-error.ts';
import { OpenStreams } from './open-streams.ts';
import { OPERATION_LIMITS } from './operation-limits.ts';

const EVENTS = 'text/event-stream';

interface StreamContext {
  /** What limits count as one client. */
  readonly address: string;
}

interface Served<Context extends StreamContext> {
  path: string;
  /** Where queries and mutations go. */
  otherPath: string;
  schema: GraphQLSchema;
  createContext: (request: FastifyRequest, reply: FastifyReply, signal: AbortSignal) => Context;
  /** Who reads the stream. Throws `Unauthenticated`. */
  whoReads: (context: Context) => Promise<string>;
}

/** Serves GraphQL subscriptions as server-sent events, one for each connection. Errors are events too. */
export function serveStream<Context extends StreamContext>(
  http: FastifyInstance,
  { isProduction }: Config,
  services: Services,
  served: Served<Context>,
  shutdownSignal: AbortSignal,
): void {
  const { schema } = served;
  const streams = new OpenStreams();
  const format = errorFormatter(services);
  const rules = [...specifiedRules, ...(isProduction ? [NoSchemaIntrospectionCustomRule] : [])];

  // Closing the server would otherwise wait for open streams.
  http.addHook('preClose', async () => streams.close());
  http.post(served.path, { config: { rateLimit: {} } }, async (request, reply) => {
    if (!isSentByScript(request)) {
      return refuse(reply, 406, new BadUserInput('accept', `Send application/json, and accept ${EVENTS}.`));
    }
    const mistake = mistakeIn(request.body as Partial<Record<keyof RequestParams, unknown>>);
    if (mistake) return refuse(reply, 400, mistake);
    const stream = streams.begin();
    const context = served.createContext(request, reply, AbortSignal.any([shutdownSignal, stream.signal]));
    void reply.header('x-accel-buffering', 'no');
    const serve = createHandler({
      authenticate: () => null,
      onSubscribe: async (_request, params) => {
        try {
          streams.admit(await served.whoReads(context), context.address, stream);
          return read(served, context, params);
        } catch (error) {
          return { data: null, errors: [error instanceof GraphQLError ? error : toInternal(error)] };
        }
      },
      validate: (_schema, document) =>
        validate(schema, document, rules, { hideSuggestions: isProduction }).map((error) =>
          withCode(error, 'GRAPHQL_VALIDATION_FAILED'),
        ),
      // The handler would print errors unmasked.
      onNext(_context, _request, result) {
        if (!result.errors) return;
        const errors = result.errors.map((error) => format(...described(error)) as GraphQLError);
        return { ...result, errors };
      },
    });
    // Before serving, which never returns if the client disconnects first.
    reply.raw.once('close', () => stream.abort());
    await serve(request, reply);
  });
}

/** Prevents CSRF: for this content type, browsers send a preflight request before another site's request. */
function isSentByScript({ headers, body }: FastifyRequest): boolean {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  return type === 'application/json' && headers.accept === EVENTS && typeof body === 'object' && body !== null;
}

function refuse(reply: FastifyReply, status: number, { message, extensions }: BadUserInput): FastifyReply {
  return reply.code(status).send({ errors: [{ message, extensions }] });
}

/** graphql-sse would refuse these without a code. */
function mistakeIn(body: Partial<Record<keyof RequestParams, unknown>>): BadUserInput | null {
  const { query, operationName, variables, extensions } = body;
  if (typeof query !== 'string' || query === '') return new BadUserInput('query', 'query must be a text.');
  if (operationName != null && typeof operationName !== 'string') {
    return new BadUserInput('operationName', 'operationName must be a text.');
  }
  if (variables != null && !isPlainObject(variables))
    return new BadUserInput('variables', 'variables must be an object.');
  if (extensions != null && !isPlainObject(extensions)) {
    return new BadUserInput('extensions', 'extensions must be an object.');
  }
  return null;
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function read<Context extends StreamContext>(
  { schema, otherPath }: Served<Context>,
  context: Context,
  params: RequestParams,
): OperationArgs {
  const { query, operationName, variables } = params;
  const document = parseQuery(query);
  checkOperationLimits(schema, document);
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
    throw new BadUserInput('query', `Only subscriptions are served here. Send queries and mutations to ${otherPath}.`);
  }
  const args: ExecutionArgs = { schema, document, operationName, variableValues: variables, contextValue: context };
  // graphql-sse's type of a context is an index signature, which no interface satisfies.
  return args as OperationArgs;
}

function parseQuery(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: OPERATION_LIMITS.tokens });
  } catch (error) {
    throw error instanceof GraphQLError ? withCode(error, 'GRAPHQL_PARSE_FAILED') : error;
  }
}

function withCode({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  const place = { nodes: nodes ?? null, source: source ?? null, positions: positions ?? null };
  return new GraphQLError(message, { ...place, extensions: { code } });
}

/** Wraps an error as GraphQL wraps a resolver's, so that the formatter finds the cause. */
function toInternal(error: unknown): GraphQLError {
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { path: [], originalError });
}

/** The arguments that Apollo Server passes to its formatter. An error without a code is the request's fault, or ours. */
function described(error: GraphQLError): Parameters<ReturnType<typeof errorFormatter>> {
  const cause = unwrapResolverError(error);
  const code = cause instanceof GraphQLError ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR';
  const formatted = error.toJSON();
  return [{ ...formatted, extensions: { code, ...formatted.extensions } }, cause];
}
