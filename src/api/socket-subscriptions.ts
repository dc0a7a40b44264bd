import { type FastifyRequest } from 'fastify';
import { type ExecutionArgs, type GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { CloseCode, type Context, type OperationResult, type ServerOptions, type SubscribePayload } from 'graphql-ws';
import { type Config } from '../config.ts';
import { type Services } from '../services.ts';
import { errorFormatter } from './format-error.ts';
import { languageOfCustomer } from './language-of-customer.ts';
import { type OpenStreams } from './open-streams.ts';
import { described, readSubscription, toGraphqlError, validateSubscription } from './read-subscription.ts';
import { createSocketContext } from './request-context.ts';
import { type TrustedDocuments } from './trusted-documents.ts';

// A client needs one for each payment that it watches.
const MAX_SUBSCRIBES = 100;

export type SocketParams = Record<string, unknown> | undefined;

/** What graphql-ws keeps for each socket. */
export interface SocketExtra {
  readonly request: FastifyRequest;
  readonly close: (code: number, reason: string) => void;
  streams?: Map<string, AbortController>;
  /** Who reads; null if nobody is signed in. */
  reader?: Promise<string | null>;
  subscribeCount?: number;
}

interface Served {
  path: string;
  schema: GraphQLSchema;
  streams: OpenStreams;
  trusted: TrustedDocuments;
  shutdownSignal: AbortSignal;
}

type Socket = Context<SocketParams, SocketExtra>;

/** The subscriptions of sockets: who may have one, what it runs, and when it ends. */
export class SocketSubscriptions {
  readonly #config: Config;
  readonly #services: Services;
  readonly #served: Served;
  readonly #format: ReturnType<typeof errorFormatter>;

  constructor(config: Config, services: Services, served: Served) {
    this.#config = config;
    this.#services = services;
    this.#served = served;
    this.#format = errorFormatter(services);
  }

  get options(): ServerOptions<SocketParams, SocketExtra> {
    return {
      onSubscribe: (socket, id, payload) => this.#begin(socket, id, payload),
      onOperation: ({ extra }, id, _payload, _args, result) => endedByClient(result, extra.streams?.get(id)),
      onNext: async ({ extra }, _id, _payload, _args, { data = null, errors }) => ({
        data,
        ...(errors && { errors: await this.#formatted(extra, errors) }),
      }),
      onError: ({ extra }, _id, _payload, errors) => this.#formatted(extra, errors),
      onComplete: ({ extra }, id) => extra.streams?.get(id)?.abort(),
      onClose: ({ extra }) => {
        for (const stream of extra.streams?.values() ?? []) stream.abort();
      },
    };
  }

  /** The arguments to execute, or the errors to send. */
  async #begin(
    { extra, connectionParams }: Socket,
    id: string,
    payload: SubscribePayload,
  ): Promise<ExecutionArgs | readonly GraphQLError[]> {
    const { schema, path, streams, trusted, shutdownSignal } = this.#served;
    extra.subscribeCount = (extra.subscribeCount ?? 0) + 1;
    if (extra.subscribeCount > MAX_SUBSCRIBES) extra.close(CloseCode.TooManyInitialisationRequests, 'Connect again');
    const stream = streams.begin();
    extra.streams ??= new Map();
    extra.streams.set(id, stream);
    stream.signal.addEventListener('abort', () => extra.streams?.delete(id));
    try {
      const signal = AbortSignal.any([shutdownSignal, stream.signal]);
      const context = createSocketContext(this.#services, extra.request, authorizationIn(connectionParams), signal);
      extra.reader ??= context.userId().catch(() => null);
      streams.admit(await context.userId(), context.address, stream);
      const args = readSubscription(schema, path, { ...payload, query: trusted.textOf(payload) ?? '' });
      const errors = validateSubscription(schema, args.document, this.#config.isProduction);
      if (errors.length === 0) return { ...args, contextValue: context };
      stream.abort();
      return errors;
    } catch (error) {
      stream.abort();
      return [toGraphqlError(error)];
    }
  }

  async #formatted(
    { request, reader = Promise.resolve(null) }: SocketExtra,
    errors: readonly GraphQLError[],
  ): Promise<GraphQLFormattedError[]> {
    const language = await languageOfCustomer(this.#services, request, await reader);
    return errors.map((error) => this.#format(...described(error), language));
  }
}

/** Browsers can set no header of a WebSocket, so clients send it in the first message, in either case. */
function authorizationIn(params: SocketParams): string | undefined {
  const sent = params?.authorization ?? params?.Authorization;
  return typeof sent === 'string' ? sent : undefined;
}

/** A client that unsubscribes ends the iteration; what waits for the next change must hear of it. */
async function endedByClient(
  result: OperationResult,
  stream: AbortController | undefined,
): Promise<Awaited<OperationResult>> {
  const updates = await result;
  if (!('return' in updates) || !stream) return updates;
  const end = updates.return.bind(updates);
  return Object.assign(updates, {
    return(value: unknown) {
      stream.abort();
      return end(value);
    },
  });
}
