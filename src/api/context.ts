import { type EntityManager } from '@mikro-orm/postgresql';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Call } from '../call.ts';
import { type Services } from '../services.ts';
import { type Session } from '../users/session.ts';
import { authenticate, SESSION_COOKIE } from './authenticate.ts';

/** Makes a call of a request. */
export function createCall(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  impatience: AbortSignal,
): Call {
  return new RequestCall(services, request, reply, impatience);
}

/**
 * Makes what a call needs when it is first asked for: many need neither a unit of work nor a signal. Apollo Server hands
 * out a copy of it, which has these properties and getters but would not have private ones.
 */
class RequestCall implements Call {
  private madeEm?: EntityManager;
  private madeSignal?: AbortSignal;
  private foundUserId?: Promise<string>;

  constructor(
    readonly services: Services,
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
    private readonly impatience: AbortSignal,
  ) {}

  get em(): EntityManager {
    this.madeEm ??= this.services.orm.em.fork();
    return this.madeEm;
  }

  get address(): string {
    return this.request.ip;
  }

  get signal(): AbortSignal {
    this.madeSignal ??= endSignal(this.reply, this.impatience);
    return this.madeSignal;
  }

  userId(): Promise<string> {
    this.foundUserId ??= authenticate(this, this.request);
    return this.foundUserId;
  }

  setSessionCookie(session: Session | null): void {
    const options = {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: this.services.publicUrl.startsWith('https:'),
    } as const;
    if (session) void this.reply.setCookie(SESSION_COOKIE, session.token, { ...options, expires: session.expiresAt });
    else void this.reply.clearCookie(SESSION_COOKIE, options);
  }
}

/** Aborted when the client hangs up before it was answered, and when the server will not wait any longer. */
function endSignal(reply: FastifyReply, impatience: AbortSignal): AbortSignal {
  if (impatience.aborted || reply.raw.destroyed) return AbortSignal.abort();
  const controller = new AbortController();
  const giveUp = () => controller.abort();
  impatience.addEventListener('abort', giveUp);
  reply.raw.once('close', () => {
    impatience.removeEventListener('abort', giveUp);
    if (!reply.raw.writableFinished) giveUp();
  });
  return controller.signal;
}
