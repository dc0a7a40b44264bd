import { type FastifyRequest } from 'fastify';
import { Unauthenticated } from '../errors.ts';
import { type Services } from '../services.ts';

export const SESSION_COOKIE = 'session';

/** The id of the user whose bearer token or session cookie the request carries. Throws `Unauthenticated`. */
export async function authenticate(services: Services, request: FastifyRequest): Promise<string> {
  const { sessions, identityProvider, orm } = services;
  const token = bearerToken(request) ?? request.cookies[SESSION_COOKIE];
  if (!token) throw new Unauthenticated();
  return identityProvider ? identityProvider.check(token, orm) : sessions.check(token);
}

function bearerToken({ headers }: FastifyRequest): string | undefined {
  return /^bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
}
