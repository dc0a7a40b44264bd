import { type FastifyRequest } from 'fastify';
import { type Call } from '../call.ts';
import { Unauthenticated } from '../errors.ts';

export const SESSION_COOKIE = 'session';

/** The id of the user whose token the request carries, as a bearer or as our cookie. Throws `Unauthenticated`. */
export async function authenticate(call: Call, request: FastifyRequest): Promise<string> {
  const { sessions, identityProvider } = call.services;
  const token = bearer(request) ?? request.cookies[SESSION_COOKIE];
  if (!token) throw new Unauthenticated();
  return identityProvider ? identityProvider.check(token, call.em) : sessions.check(token);
}

function bearer({ headers }: FastifyRequest): string | undefined {
  return /^bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
}
