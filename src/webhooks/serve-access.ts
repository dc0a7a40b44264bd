import { createHash } from 'node:crypto';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Config } from '../config.ts';
import { ApiError, BadUserInput } from '../errors.ts';
import { type Services } from '../services.ts';
import { ApiKeyScope } from './api-key.ts';
import { checkApiKey, readApiKeyHash } from './check-api-key.ts';
import { ApiKeyInvalid, ApiKeyMissing, ScopeMissing } from './errors.ts';
import { findAccess, type Person } from './find-access.ts';

const MAX_VALUE_LENGTH = 1000;

/** `GET /api/access`: whether a customer has access, for backends with an API key. */
export async function serveAccess(http: FastifyInstance, config: Config, services: Services): Promise<void> {
  const issuer = config.identityProvider?.issuer ?? null;
  serveForBackends(http, config, '/api/access', async (request) => {
    const keyHash = readApiKeyHash(request);
    const person = readPerson(request.query as Record<string, unknown>);
    const found = await findAccess(services.sql, keyHash, person, issuer);
    checkApiKey(services, found?.key ?? null, ApiKeyScope.ACCESS);
    return found?.access;
  });
}

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

/** Throws `BadUserInput` unless there is exactly one of the three. */
function readPerson(query: Record<string, unknown>): Person {
  const given = ['userId', 'subject', 'email'].filter((name) => query[name] !== undefined);
  const [name = '', ...more] = given;
  if (given.length === 0 || more.length > 0) {
    throw new BadUserInput(more[0] ?? 'userId', 'Ask for one person: by userId, subject or email, and by one of them.');
  }
  const value = query[name];
  if (typeof value !== 'string' || value === '' || value.length > MAX_VALUE_LENGTH || value.includes('\u0000')) {
    throw new BadUserInput(name, `${name} must be one text that is not empty.`);
  }
  return { [name]: value } as Person;
}

function statusOf(error: ApiError): number | null {
  if (error instanceof ApiKeyMissing || error instanceof ApiKeyInvalid) return 401;
  if (error instanceof ScopeMissing) return 403;
  return error instanceof BadUserInput ? 400 : null;
}
