import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Call } from '../call.ts';
import { type Services } from '../services.ts';
import { authenticate, SESSION_COOKIE } from './authenticate.ts';

/** Makes a call of a request. */
export function createCall(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  impatience: AbortSignal,
): Call {
  const em = services.orm.em.fork();
  let user: Promise<string> | undefined;
  return {
    services,
    em,
    address: request.ip,
    signal: endSignal(reply, impatience),
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

/** Aborted when the client hangs up before it was answered, and when the server will not wait any longer. */
function endSignal(reply: FastifyReply, impatience: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const giveUp = () => controller.abort();
  impatience.addEventListener('abort', giveUp);
  reply.raw.once('close', () => {
    impatience.removeEventListener('abort', giveUp);
    if (!reply.raw.writableFinished) giveUp();
  });
  return controller.signal;
}
