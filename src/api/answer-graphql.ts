import { type ApolloServer, HeaderMap } from '@apollo/server';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type ExecutionResult, type GraphQLError, type GraphQLFormattedError } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type Call } from '../call.ts';
import { type CompiledOperation, type CompiledOperations } from './compiled-operations.ts';

// All that Apollo Server looks at.
const HEADERS = ['accept', 'content-type', 'apollo-require-preflight', 'x-apollo-operation-name'] as const;
const MOST_ACCEPTS = 100;
const LONGEST_ACCEPT = 200;
// A shorter answer fits into one packet as it is.
const COMPRESSED_FROM = 1400;

type Format = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/**
 * Answers requests for GraphQL. Operations that are known are run straight away; all else, and every request that is not
 * simply one operation with its variables, is Apollo Server's to answer.
 */
export class GraphqlAnswers {
  readonly #apollo: ApolloServer<Call>;
  readonly #operations: CompiledOperations;
  readonly #format: Format;
  /** The content type in which Apollo Server has answered those who accept this or that. */
  readonly #contentTypes = new LRUCache<string, string>({ max: MOST_ACCEPTS });

  constructor(apollo: ApolloServer<Call>, operations: CompiledOperations, format: Format) {
    this.#apollo = apollo;
    this.#operations = operations;
    this.#format = format;
  }

  async answer(call: Call, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const known = this.#find(request);
    if (known) {
      const result = await known.run(call, known.variables);
      // Without data nothing was run, because the variables do not fit: what to say of that is Apollo Server's to know.
      if (result.data !== undefined) {
        void reply.header('content-type', known.contentType);
        return send(reply, JSON.stringify(result.errors ? this.#withErrors(result) : result));
      }
    }
    return this.#askApollo(call, request, reply);
  }

  /** Null for what Apollo Server has to answer. */
  #find({ method, headers, body }: FastifyRequest) {
    const contentType = this.#contentTypes.get(headers.accept ?? '');
    // An object was sent as JSON, which no page of another site can do without being asked about it first.
    if (method !== 'POST' || contentType === undefined || typeof body !== 'object' || body === null) return null;
    const { query, operationName, variables, extensions } = body as Record<string, unknown>;
    if (typeof query !== 'string' || extensions != null || !isNameOrNone(operationName)) return null;
    if (variables != null && (typeof variables !== 'object' || Array.isArray(variables))) return null;
    const run: CompiledOperation | null = this.#operations.find(query, operationName ?? undefined);
    return run && { run, contentType, variables: (variables ?? {}) as Record<string, unknown> };
  }

  #withErrors({ data, errors = [] }: ExecutionResult) {
    return { errors: errors.map((error) => this.#format(described(error), error)), data };
  }

  async #askApollo(call: Call, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const headers = new HeaderMap();
    for (const name of HEADERS) {
      const value = request.headers[name];
      if (typeof value === 'string') headers.set(name, value);
    }
    const queryAt = request.url.indexOf('?');
    const answer = await this.#apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers,
        search: queryAt < 0 ? '' : request.url.slice(queryAt),
        body: request.body,
      },
      context: async () => call,
    });
    // In pieces it comes only for @defer and @stream, which this schema does not have.
    if (answer.body.kind !== 'complete') throw new Error('An answer in pieces');
    for (const [name, value] of answer.headers) void reply.header(name, value);
    const status = answer.status ?? 200;
    if (status === 200 && request.method === 'POST') this.#noteContentType(request, answer.headers);
    return send(reply.code(status), answer.body.string);
  }

  #noteContentType({ headers: { accept = '' } }: FastifyRequest, headers: HeaderMap): void {
    const contentType = headers.get('content-type');
    if (contentType && accept.length <= LONGEST_ACCEPT) this.#contentTypes.set(accept, contentType);
  }
}

/** As Apollo Server describes a failure of a resolver to its formatter. */
function described(error: GraphQLError): GraphQLFormattedError {
  return { ...error.toJSON(), extensions: { code: 'INTERNAL_SERVER_ERROR', ...error.extensions } };
}

function isNameOrNone(value: unknown): value is string | null | undefined {
  return (typeof value === 'string' && value !== '') || value == null;
}

function send(reply: FastifyReply, body: string): FastifyReply {
  void reply.header('cache-control', 'no-store');
  if (body.length < COMPRESSED_FROM) return reply.send(body);
  reply.compress(body);
  return reply;
}
