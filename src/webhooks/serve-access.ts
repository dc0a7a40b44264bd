import { type FastifyInstance } from 'fastify';
import { type Config } from '../config.ts';
import { BadUserInput } from '../errors.ts';
import { type Services } from '../services.ts';
import { ApiKeyScope } from './api-key.ts';
import { checkApiKey, readApiKeyHash } from './check-api-key.ts';
import { findAccess, type Person } from './find-access.ts';
import { serveForBackends } from './serve-for-backends.ts';

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
