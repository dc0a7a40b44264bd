import { type FastifyRequest } from 'fastify';
import { Unauthenticated } from '../errors.ts';
import { type Services } from '../services.ts';

/** The id of the user whose bearer token or session cookie the request carries. Throws `Unauthenticated`. */
export async function authenticate(services: Services, request: FastifyRequest): Promise<string> {
  const { sessions, identityProvider, orm } = services;
  const [token] = sessionTokens(services, request);
  if (!token) throw new Unauthenticated();
  return identityProvider ? identityProvider.check(token, orm) : sessions.check(token);
}

/** The bearer token first, then that of the cookie. */
export function sessionTokens({ publicUrl }: Services, { headers, cookies }: FastifyRequest): string[] {
  const bearer = /^bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  return [bearer, cookies[sessionCookie(publicUrl)]].filter((token) => token !== undefined && token !== '') as string[];
}

/**
 * Over https, browsers accept this name only from this host itself. Another subdomain could set a cookie named `session`, and
 * so sign a customer in to a stranger's account; therefore that name is not read there.
 */
export function sessionCookie(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-session' : 'session';
}
