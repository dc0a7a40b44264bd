import { type EntityManager } from '@mikro-orm/postgresql';
import { type FastifyRequest } from 'fastify';
import { Unauthenticated } from '../errors.ts';
import { type Services } from '../services.ts';

export const SESSION_COOKIE = 'session';

/** The id of the user whose token the request carries, as a bearer or as our cookie. Throws `Unauthenticated`. */
export async function authenticate(
  { sessions, identityProvider }: Services,
  em: EntityManager,
  request: FastifyRequest,
): Promise<string> {
  const token = bearer(request) ?? request.cookies[SESSION_COOKIE];
  if (!token) throw new Unauthenticated();
  return identityProvider ? identityProvider.check(token, em) : sessions.check(token);
}

function bearer({ headers }: FastifyRequest): string | undefined {
  return /^bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
}
