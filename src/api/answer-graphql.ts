import { type ApolloServer, type BaseContext, HeaderMap } from '@apollo/server';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type ExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { LRUCache } from 'lru-cache';
import { BadUserInput } from '../errors.ts';
import { type Language } from '../languages/language.ts';
import { type CheckedOperations } from './checked-operations.ts';
import { type MeasuredOperations } from './measured-operations.ts';
import { type Named, type TrustedDocuments } from './trusted-documents.ts';
import { UnreadResponses } from './unread-responses.ts';

const HEADERS = ['accept', 'content-type', 'apollo-require-preflight', 'x-apollo-operation-name'] as const;
const MAX_ACCEPTS = 100;
const MAX_ACCEPT_LENGTH = 200;
// A shorter response fits into one packet.
const COMPRESSED_FROM = 1400;
const MAX_RESPONSE_LENGTH = 1_000_000;
// The system takes a shorter response, whether or not the client reads it.
const UNREAD_FROM = 16_000;

interface Run<Context> {
  (context: Context, variables: Record<string, unknown>): ExecutionResult | Promise<ExecutionResult>;
  readonly field?: string;
}

interface Parts<Context extends BaseContext> {
  apollo: ApolloServer<Context>;
  checked: CheckedOperations;
  trusted?: TrustedDocuments;
  compiled?: { find(query: string, operationName?: string): Run<Context> | null | undefined };
  measured?: MeasuredOperations | undefined;
  format: (formatted: GraphQLFormattedError, error: unknown, language?: Language) => GraphQLFormattedError;
}

/** Runs compiled operations directly, and passes all other requests to Apollo Server. */
export class GraphqlAnswers<Context extends BaseContext> {
  readonly #parts: Parts<Context>;
  readonly #contentTypes = new LRUCache<string, string>({ max: MAX_ACCEPTS });

  constructor(parts: Parts<Context>) {
    this.#parts = parts;
  }

  // The path of a compiled operation is in one function: another one that is awaited costs a promise for each request.
  async answer(context: Context, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { measured, trusted, checked } = this.#parts;
    const startedAt = measured?.begin(context) ?? 0;
    try {
      const misnamed = trusted && this.#refusal(context, reply, () => nameByText(trusted, request));
      if (misnamed) return misnamed;
      const known = this.#find(request);
      if (known) {
        const result = await known.run(context, known.variables);
        // Without data, the variables are wrong and nothing was run. Apollo Server words that error.
        if (result.data !== undefined) {
          void reply.header('content-type', known.contentType);
          const body = result.errors ? this.#withErrors(result, languageIn(context)) : result;
          measured?.noteOperation(context, known.run.field ?? 'several');
          measured?.noteResult(context, body);
          return send(reply, JSON.stringify(body));
        }
      }
      const query = queryOf(request);
      const refused = query !== null && this.#refusal(context, reply, () => checked.check(query));
      return refused || (await this.#askApollo(context, request, reply));
    } finally {
      measured?.end(context, reply.statusCode, startedAt);
    }
  }

  /** Null if `check` accepts the document. Other errors than GraphQL's own go on to the error handler. */
  #refusal(context: Context, reply: FastifyReply, check: () => void): FastifyReply | null {
    try {
      check();
      return null;
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return reply.code(400).send({ errors: [this.#parts.format(described(error), error, languageIn(context))] });
    }
  }

  #find({ method, headers, body }: FastifyRequest) {
    const contentType = this.#contentTypes.get(headers.accept ?? '');
    // An object was sent as JSON. Browsers send a preflight request before another site does that.
    if (method !== 'POST' || contentType === undefined || typeof body !== 'object' || body === null) return null;
    const { query, operationName, variables, extensions } = body as Record<string, unknown>;
    if (typeof query !== 'string' || extensions != null || !isNameOrNone(operationName)) return null;
    if (variables != null && (typeof variables !== 'object' || Array.isArray(variables))) return null;
    const run = this.#parts.compiled?.find(query, operationName ?? undefined);
    return run && { run, contentType, variables: (variables ?? {}) as Record<string, unknown> };
  }

  #withErrors({ data, errors = [] }: ExecutionResult, language: Language | undefined) {
    return { errors: errors.map((error) => this.#parts.format(described(error), error, language)), data };
  }

  async #askApollo(context: Context, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const headers = new HeaderMap();
    for (const name of HEADERS) {
      const value = request.headers[name];
      if (typeof value === 'string') headers.set(name, value);
    }
    const answer = await this.#parts.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers,
        search: searchOf(request),
        body: request.body,
      },
      context: async () => context,
    });
    // Only @defer and @stream answer in parts, and this schema has neither.
    if (answer.body.kind !== 'complete') throw new Error('Apollo Server answered in parts');
    for (const [name, value] of answer.headers) void reply.header(name, value);
    const status = answer.status ?? 200;
    if (status === 200 && request.method === 'POST') this.#noteContentType(request, answer.headers);
    return send(reply.code(status), answer.body.string);
  }

  #noteContentType({ headers: { accept = '' } }: FastifyRequest, headers: HeaderMap): void {
    const contentType = headers.get('content-type');
    if (contentType && accept.length <= MAX_ACCEPT_LENGTH) this.#contentTypes.set(accept, contentType);
  }
}

/** Puts the text of a trusted document into a request that names it by its id. */
function nameByText(trusted: TrustedDocuments, request: FastifyRequest): void {
  const isPost = request.method === 'POST';
  const asked = isPost ? request.body : withParsedExtensions(request.query);
  if (typeof asked !== 'object' || asked === null) return;
  const text = trusted.textOf(asked);
  if (text === null || 'query' in asked) return;
  const { documentId: _id, doc_id: _docId, extensions: _extensions, ...others } = asked as Named & object;
  const named = { ...others, query: text };
  if (isPost) request.body = named;
  else request.query = named;
}

function withParsedExtensions(query: unknown): unknown {
  if (typeof query !== 'object' || query === null || !('extensions' in query)) return query;
  try {
    return { ...query, extensions: JSON.parse(String(query.extensions)) };
  } catch {
    return query;
  }
}

function queryOf({ method, body, query }: FastifyRequest): string | null {
  const source = method === 'POST' ? body : query;
  const text = typeof source === 'object' && source !== null && 'query' in source ? source.query : null;
  return typeof text === 'string' ? text : null;
}

/** The operators' requests have none: they are answered in English. */
function languageIn(context: BaseContext): Language | undefined {
  return (context as { language?: Language }).language;
}

/** The form in which Apollo Server passes a resolver's error to its formatter. */
function described(error: GraphQLError): GraphQLFormattedError {
  return { ...error.toJSON(), extensions: { code: 'INTERNAL_SERVER_ERROR', ...error.extensions } };
}

/** As it was sent, unless it named a trusted document. */
function searchOf({ method, url, query }: FastifyRequest): string {
  const queryAt = url.indexOf('?');
  const isNamed = method === 'GET' && !/[?&]query=/.test(url) && queryOf({ method, query } as FastifyRequest) !== null;
  if (isNamed) return `?${new URLSearchParams(query as Record<string, string>)}`;
  return queryAt < 0 ? '' : url.slice(queryAt);
}

function isNameOrNone(value: unknown): value is string | null | undefined {
  return (typeof value === 'string' && value !== '') || value == null;
}

const unread = new UnreadResponses();

function send(reply: FastifyReply, body: string): FastifyReply {
  void reply.header('cache-control', 'no-store');
  if (body.length > MAX_RESPONSE_LENGTH) throw new BadUserInput('query', 'The response is too large. Ask for less.');
  if (body.length > UNREAD_FROM) unread.add(reply.raw, body.length);
  if (body.length < COMPRESSED_FROM) return reply.send(body);
  reply.compress(body);
  return reply;
}
