import fastifyCompress from '@fastify/compress';
import fastifyCookie from '@fastify/cookie';
import fastifyCors from '@fastify/cors';
import fastifyRateLimit from '@fastify/rate-limit';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { type Config } from '../config.ts';
import { RateLimited, Refusal } from '../errors.ts';
import { type Services } from '../services.ts';
import { serveGraphql } from './graphql.ts';
import { serveHealth } from './health.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { serveStorefront } from './storefront.ts';

const MAX_BODY_BYTES = 100 * 1024;
const MINUTE_MS = 60_000;
const THIS_MACHINE = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** The HTTP server with everything that it serves, not yet listening. `impatience`, once aborted, ends calls under way. */
export async function buildHttp(
  config: Config,
  services: Services,
  impatience: AbortSignal = new AbortController().signal,
): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = services.log;
  const http = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    // A logger for each request costs more than the few lines that any of them writes.
    childLoggerFactory: (logger) => logger,
    trustProxy: config.trustProxy > 0 && ((_address, hop) => hop < config.trustProxy),
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  });
  http.setErrorHandler(answerError);
  addSecurityHeaders(http, config);
  await http.register(fastifyCors, { origin: config.corsOrigins ?? THIS_MACHINE, credentials: true, maxAge: 600 });
  await http.register(fastifyCookie);
  await http.register(fastifyCompress, { global: false, globalDecompression: false });
  await http.register(fastifyRateLimit, {
    global: false,
    max: config.requestsPerMinute,
    timeWindow: MINUTE_MS,
    // Told where there are too many, and not with each answer.
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    errorResponseBuilder: (_request, { ttl }) => new RateLimited(Math.ceil(ttl / 1000)),
  });
  serveHealth(http, services);
  await serveGraphql(http, config, services, impatience);
  await serveStorefront(http);
  return http;
}

/** Errors before GraphQL (a body too large, broken JSON, too many requests), in the shape in which GraphQL has them. */
function answerError(error: FastifyError | Refusal, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof RateLimited) return answer(reply, 429, error.message, error.extensions);
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  if (status < 500) return answer(reply, status, error.message, { code: 'BAD_USER_INPUT', retryable: false });
  request.log.error({ err: error, errorId: request.id }, 'unexpected error');
  const extensions = { code: 'INTERNAL_SERVER_ERROR', retryable: false, errorId: request.id };
  return answer(reply, status, 'Something went wrong on our side.', extensions);
}

function answer(reply: FastifyReply, status: number, message: string, extensions: object): FastifyReply {
  return reply.code(status).send({ errors: [{ message, extensions }] });
}
