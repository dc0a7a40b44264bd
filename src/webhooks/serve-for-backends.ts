import { createHash } from 'node:crypto';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Config } from '../config.ts';
import { ApiError, BadUserInput } from '../errors.ts';
import { ApiKeyInvalid, ApiKeyMissing, EventsRemoved, ScopeMissing } from './errors.ts';

/** Answers JSON with an ETag, and errors of ours with their code. These paths share no limit with other paths. */
export function serveForBackends(
  http: FastifyInstance,
  config: Config,
  url: string,
  answer: (request: FastifyRequest) => Promise<unknown>,
): void {
  http.route({
    method: 'GET',
    url,
    config: { rateLimit: { max: config.apiRequestsPerMinute } },
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      void reply.header('cache-control', 'private, no-cache');
      try {
        return sendWithTag(request, reply, JSON.stringify(await answer(request)));
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        const status = statusOf(error);
        if (status === null) throw error;
        if (status === 401) void reply.header('www-authenticate', 'Bearer');
        const { message, extensions } = error;
        return reply.code(status).send({ errors: [{ message, extensions }] });
      }
    },
  });
}

function sendWithTag({ headers }: FastifyRequest, reply: FastifyReply, body: string): FastifyReply {
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  void reply.header('etag', tag);
  const known = (headers['if-none-match'] ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  if (known.includes(tag) || known.includes('*')) return reply.code(304).send();
  return reply.type('application/json; charset=utf-8').send(body);
}

function statusOf(error: ApiError): number | null {
  if (error instanceof ApiKeyMissing || error instanceof ApiKeyInvalid) return 401;
  if (error instanceof ScopeMissing) return 403;
  if (error instanceof EventsRemoved) return 410;
  return error instanceof BadUserInput ? 400 : null;
}
