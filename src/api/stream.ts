import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type GraphQLError, type GraphQLSchema } from 'graphql';
import { type OperationArgs, type RequestParams } from 'graphql-sse';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import { type Config } from '../config.ts';
import { ApiError, BadUserInput } from '../errors.ts';
import { DEFAULT_LANGUAGE, type Language } from '../languages/language.ts';
import { type Services } from '../services.ts';
import { errorFormatter, messageIn } from './format-error.ts';
import { type OpenStreams } from './open-streams.ts';
import { described, readSubscription, toGraphqlError, validateSubscription } from './read-subscription.ts';
import { type Named, type TrustedDocuments } from './trusted-documents.ts';

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
  streams: OpenStreams;
  trusted?: TrustedDocuments;
  createContext: (request: FastifyRequest, reply: FastifyReply, signal: AbortSignal) => Context;
  /** Who reads the stream. Throws `Unauthenticated`. */
  whoReads: (context: Context) => Promise<string>;
  /** In which to refuse. Not given: English. */
  languageOf?: (request: FastifyRequest, context: Context | null) => Promise<Language>;
}

/** Serves GraphQL subscriptions as server-sent events, one for each connection. Errors are events too. */
export function serveStream<Context extends StreamContext>(
  http: FastifyInstance,
  { isProduction }: Config,
  services: Services,
  served: Served<Context>,
  shutdownSignal: AbortSignal,
): void {
  const { schema, otherPath, streams } = served;
  const format = errorFormatter(services);

  // Closing the server would otherwise wait for open streams.
  http.addHook('preClose', async () => streams.close());
  http.post(served.path, { config: { rateLimit: {} } }, async (request, reply) => {
    if (!isSentByScript(request)) {
      return refuse(reply, 406, new BadUserInput('accept', `Send application/json, and accept ${EVENTS}.`));
    }
    try {
      replaceId(served.trusted, request);
    } catch (error) {
      if (error instanceof ApiError) return refuse(reply, 400, error, await served.languageOf?.(request, null));
      throw error;
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
          // graphql-sse's type of a context is an index signature, which no interface satisfies.
          return { ...readSubscription(schema, otherPath, params), contextValue: context } as OperationArgs;
        } catch (error) {
          return { data: null, errors: [toGraphqlError(error)] };
        }
      },
      validate: (_schema, document) => validateSubscription(schema, document, isProduction),
      // The handler would print errors unmasked.
      async onNext(_context, _request, result) {
        if (!result.errors) return;
        const language = await served.languageOf?.(request, context);
        const errors = result.errors.map((error) => format(...described(error), language) as GraphQLError);
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

/** The text of a trusted document instead of its id. */
function replaceId(trusted: TrustedDocuments | undefined, request: FastifyRequest): void {
  const asked = request.body as Named;
  const text = trusted?.textOf(asked) ?? null;
  if (text !== null) request.body = { ...asked, query: text };
}

function refuse(reply: FastifyReply, status: number, error: ApiError, language = DEFAULT_LANGUAGE): FastifyReply {
  const { extensions } = error;
  return reply.code(status).send({ errors: [{ message: messageIn(language, error), extensions }] });
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
