import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Call } from '../call.ts';
import { type Services } from '../services.ts';
import { authenticate, SESSION_COOKIE } from './authenticate.ts';

/** Makes a call of a request. */
export function createCall(services: Services, request: FastifyRequest, reply: FastifyReply): Call {
  const em = services.orm.em.fork();
  let user: Promise<string> | undefined;
  return {
    services,
    em,
    address: request.ip,
    signal: goneSignal(reply),
    userId() {
      user ??= authenticate(services, em, request);
      return user;
    },
    setSessionCookie(session) {
      const options = {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: services.publicUrl.startsWith('https:'),
      } as const;
      if (session) void reply.setCookie(SESSION_COOKIE, session.token, { ...options, expires: session.expiresAt });
      else void reply.clearCookie(SESSION_COOKIE, options);
    },
  };
}

/** Aborted when the client hangs up before it was answered. */
function goneSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
