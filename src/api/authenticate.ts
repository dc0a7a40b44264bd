import { type FastifyRequest } from 'fastify';
import { Unauthenticated } from '../errors.ts';
import { type Services } from '../services.ts';

/** Where a request, or the first message of a WebSocket, carries its session. */
export type Sender = Pick<FastifyRequest, 'headers' | 'cookies'>;

/** The id of the user whose bearer token or session cookie the request carries. Throws `Unauthenticated`. */
export async function authenticate(services: Services, request: Sender): Promise<string> {
  const { sessions, identityProvider, orm } = services;
  const [token] = sessionTokens(services, request);
  if (!token) throw new Unauthenticated();
  return identityProvider ? identityProvider.check(token, orm) : sessions.check(token);
}

export function sessionTokens({ publicUrl }: Services, { headers, cookies }: Sender): string[] {
  const bearer = /^bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  return [bearer, cookies[sessionCookie(publicUrl)]].filter((token) => token !== undefined && token !== '') as string[];
}

/** Browsers accept `__Host-` only from this host. Another subdomain could set `session`, to sign in customers as a stranger. */
export function sessionCookie(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-session' : 'session';
}
