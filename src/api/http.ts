import { randomUUID } from 'node:crypto';
import fastifyCompress from '@fastify/compress';
import fastifyCookie from '@fastify/cookie';
import fastifyCors, { type FastifyCorsOptions } from '@fastify/cors';
import fastifyRateLimit from '@fastify/rate-limit';
import fastifyWebSocket from '@fastify/websocket';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { handleProtocols } from 'graphql-ws';
import { type Config } from '../config.ts';
import { isUnavailable } from '../database/is-unavailable.ts';
import { ApiError, Forbidden, RateLimited, ServiceUnavailable } from '../errors.ts';
import { say } from '../languages/say.ts';
import { type Services } from '../services.ts';
import { allowedOrigins } from './allowed-origins.ts';
import { clientAddress } from './client-address.ts';
import { messageIn } from './format-error.ts';
import { serveGraphql } from './graphql.ts';
import { serveHealth } from './health.ts';
import { languageOf } from './language-of.ts';
import { measureHttp } from './measure-http.ts';
import { serveReceipts } from './receipts.ts';
import { refuseForeignHosts } from './refuse-foreign-hosts.ts';
import { addRequestIds, requestIdFor } from './request-ids.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { serveSeenRequest } from './seen-request.ts';
import { refuseLateRequests, Shutdown } from './shutdown.ts';
import { serveStorefront } from './storefront.ts';

const MAX_BODY_BYTES = 100 * 1024;
// For a client to send its whole request; checked every second.
const REQUEST_TIMEOUT_MS = 10_000;
const CHECK_TIMEOUTS_EVERY_MS = 1_000;
// Longer than a request may wait for Khalti.
const INACTIVE_TIMEOUT_MS = 180_000;
const MINUTE_MS = 60_000;

type CorsCallback = (error: Error | null, options: FastifyCorsOptions) => void;

/** A part of this server that is served beside the customers' API. */
export type Door = (
  http: FastifyInstance,
  config: Config,
  services: Services,
  shutdownSignal: AbortSignal,
) => Promise<void>;

/** The HTTP server, not listening yet. `closeHttp` closes it. */
export async function buildHttp(
  config: Config,
  services: Services,
  doors: readonly Door[],
  shutdown: Shutdown = new Shutdown(),
): Promise<FastifyInstance> {
  // Without a logger of Fastify's, which costs each request a logger of its own and two listeners.
  const http = Fastify({
    trustProxy: config.trustProxy > 0 && ((_address, hop) => hop < config.trustProxy),
    genReqId: requestIdFor(config),
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: INACTIVE_TIMEOUT_MS,
    http: { connectionsCheckingInterval: CHECK_TIMEOUTS_EVERY_MS, headersTimeout: REQUEST_TIMEOUT_MS },
    frameworkErrors: (error, request, reply) => void answerError(services, error, request, reply),
    forceCloseConnections: 'idle',
    return503OnClosing: false,
  });
  http.setErrorHandler((error: FastifyError | ApiError, request, reply) =>
    answerError(services, error, request, reply),
  );
  if (services.metrics) measureHttp(http, services.metrics);
  addRequestIds(http);
  addSecurityHeaders(http, config);
  refuseForeignHosts(http, config);
  const cors = {
    origin: allowedOrigins(config),
    credentials: true,
    exposedHeaders: ['x-request-id'],
    maxAge: 600,
  };
  // A page of another origin, even of the same site, must not act as the operator whose browser shows it.
  await http.register(fastifyCors, () => (request: FastifyRequest, callback: CorsCallback) => {
    callback(null, request.url.startsWith('/admin') ? { origin: false } : cors);
  });
  refuseLateRequests(http, shutdown);
  await http.register(fastifyCookie);
  await http.register(fastifyCompress, { global: false, globalDecompression: false });
  await http.register(fastifyRateLimit, {
    global: false,
    max: config.requestsPerMinute,
    timeWindow: MINUTE_MS,
    keyGenerator: ({ ip }) => clientAddress(ip),
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    errorResponseBuilder: (_request, { ttl }) => new RateLimited(Math.ceil(ttl / 1000)),
  });
  await http.register(fastifyWebSocket, {
    options: { maxPayload: MAX_BODY_BYTES, handleProtocols },
    errorHandler(error, socket) {
      services.log.debug({ err: error }, 'a WebSocket failed');
      socket.terminate();
    },
  });
  serveHealth(http, services, shutdown);
  serveSeenRequest(http, config);
  const schema = await serveGraphql(http, config, services, shutdown.signal);
  for (const serve of doors) await serve(http, config, services, shutdown.signal);
  serveReceipts(http, services);
  await serveStorefront(http, config, services, schema);
  return http;
}

/** Gives errors that happen before GraphQL (broken JSON, too many requests) the shape of GraphQL errors. */
function answerError(
  { outages, log }: Services,
  error: FastifyError | ApiError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const language = languageOf(request);
  if (error instanceof ApiError) return answer(reply, statusOf(error), messageIn(language, error), error.extensions);
  const status = isDisconnected(request) ? 400 : (error.statusCode ?? 500);
  if (status < 500) return answer(reply, status, error.message, { code: 'BAD_USER_INPUT', retryable: false });
  if (isUnavailable(error)) {
    outages.note(error);
    const unavailable = new ServiceUnavailable();
    return answer(reply, 503, messageIn(language, unavailable), unavailable.extensions);
  }
  const errorId = randomUUID();
  log.error({ err: error, errorId, requestId: request.id }, 'unexpected error');
  const extensions = { code: 'INTERNAL_SERVER_ERROR', retryable: false, errorId };
  return answer(reply, status, say(({ unexpected }) => unexpected)[language], extensions);
}

function statusOf(error: ApiError): number {
  if (error instanceof RateLimited) return 429;
  if (error instanceof Forbidden) return 403;
  return error instanceof ServiceUnavailable ? 503 : 400;
}

/** The client has closed or reset the connection before its request was complete. */
function isDisconnected({ raw }: FastifyRequest): boolean {
  const isGone = raw.destroyed || raw.socket.destroyed || raw.socket.remoteAddress === undefined;
  return isGone && !raw.complete;
}

function answer(reply: FastifyReply, status: number, message: string, extensions: object): FastifyReply {
  return reply.code(status).send({ errors: [{ message, extensions }] });
}
