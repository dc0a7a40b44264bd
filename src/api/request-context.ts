import { type EntityManager } from '@mikro-orm/postgresql';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type Session } from '../auth/session.ts';
import { type Language } from '../languages/language.ts';
import { type Services } from '../services.ts';
import { authenticate, type Sender, sessionCookie, sessionTokens } from './authenticate.ts';
import { clientAddress } from './client-address.ts';
import { deviceOf } from './device-of.ts';
import { languageOf } from './language-of.ts';

export interface RequestContext {
  services: Services;
  em: EntityManager;
  /** What limits count as one client. */
  address: string;
  /** See `Client`. */
  readonly device: string | null;
  /** In which the request asks for sentences. */
  readonly language: Language;
  signal: AbortSignal;
  /** The id of the signed-in user. Throws `Unauthenticated`. The token is checked once, on the first call. */
  userId(): Promise<string>;
  readonly sessionTokens: string[];
  setSessionCookie(session: Pick<Session, 'token' | 'expiresAt'> | null): void;
}

export function createRequestContext(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  shutdownSignal: AbortSignal,
): RequestContext {
  return new LazyRequestContext(services, request, reply, shutdownSignal);
}

/** For a subscription over a WebSocket, whose first message may carry the session instead of its headers. */
export function createSocketContext(
  services: Services,
  request: FastifyRequest,
  authorization: string | undefined,
  signal: AbortSignal,
): RequestContext {
  const sender: Sender = authorization === undefined ? request : { headers: { authorization }, cookies: {} };
  let authenticated: Promise<string> | undefined;
  return {
    services,
    em: services.orm.em.fork(),
    address: clientAddress(request.ip),
    device: deviceOf(request.headers['user-agent']),
    language: languageOf(request),
    signal,
    userId: () => (authenticated ??= authenticate(services, sender)),
    sessionTokens: sessionTokens(services, sender),
    // Only responses set cookies. Subscriptions start and end no session.
    setSessionCookie() {},
  };
}

/**
 * Creates each part on first use, because many requests need neither a unit of work nor a signal. Apollo Server copies
 * the context: properties and getters survive that, `#private` fields do not.
 */
class LazyRequestContext implements RequestContext {
  private createdEm?: EntityManager;
  private createdSignal?: AbortSignal;
  private authenticated?: Promise<string>;
  private asked?: Language;

  constructor(
    readonly services: Services,
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
    private readonly shutdownSignal: AbortSignal,
  ) {}

  get em(): EntityManager {
    this.createdEm ??= this.services.orm.em.fork();
    return this.createdEm;
  }

  get address(): string {
    return clientAddress(this.request.ip);
  }

  get device(): string | null {
    return deviceOf(this.request.headers['user-agent']);
  }

  get language(): Language {
    this.asked ??= languageOf(this.request);
    return this.asked;
  }

  get signal(): AbortSignal {
    this.createdSignal ??= disconnectSignal(this.reply, this.shutdownSignal);
    return this.createdSignal;
  }

  userId(): Promise<string> {
    this.authenticated ??= this.authenticate();
    return this.authenticated;
  }

  /** A session in a cookie that is used goes on. Other clients keep their token, which they cannot be given anew here. */
  private async authenticate(): Promise<string> {
    const { services, request } = this;
    const userId = await authenticate(services, request);
    const cookie = request.cookies[sessionCookie(services.publicUrl)];
    if (services.identityProvider || !cookie || this.sessionTokens[0] !== cookie) return userId;
    const renewed = await services.sessions.renew(cookie, this.device);
    if (renewed) this.setSessionCookie(renewed);
    return userId;
  }

  get sessionTokens(): string[] {
    return sessionTokens(this.services, this.request);
  }

  setSessionCookie(session: Pick<Session, 'token' | 'expiresAt'> | null): void {
    const { publicUrl } = this.services;
    const name = sessionCookie(publicUrl);
    const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:') } as const;
    if (session) void this.reply.setCookie(name, session.token, { ...options, expires: session.expiresAt });
    else void this.reply.clearCookie(name, options);
  }
}

/** Aborted when the client disconnects before the response was written, or when the server stops waiting. */
function disconnectSignal(reply: FastifyReply, shutdownSignal: AbortSignal): AbortSignal {
  if (shutdownSignal.aborted || reply.raw.destroyed) return AbortSignal.abort();
  const controller = new AbortController();
  const abort = () => controller.abort();
  shutdownSignal.addEventListener('abort', abort);
  reply.raw.once('close', () => {
    shutdownSignal.removeEventListener('abort', abort);
    if (!reply.raw.writableFinished) abort();
  });
  return controller.signal;
}
