import { type EntityManager } from '@mikro-orm/postgresql';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { clientAddress } from '../api/client-address.ts';
import { type Config } from '../config.ts';
import { Unauthenticated } from '../errors.ts';
import { type Services } from '../services.ts';
import { ActorKind } from './audit-entry.ts';
import { type Operator } from './operators/operator.ts';
import { type OperatorSession } from './operators/operator-session.ts';
import { readSession } from './operators/read-session.ts';
import { type Actor } from './record-deed.ts';

/** What the operators' resolvers share during one request. */
export class AdminContext {
  readonly requestId: string;
  readonly em: EntityManager;
  /** For lists: see `Services.readOrm`. */
  readonly readEm: EntityManager;
  private readSession?: Promise<OperatorSession | null>;

  constructor(
    readonly services: Services,
    readonly config: Config,
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
    readonly signal: AbortSignal,
    /** False for a stream, which stays open without anybody before it. */
    private readonly isUse: boolean = true,
  ) {
    this.em = services.orm.em.fork();
    this.readEm = services.readOrm.em.fork();
    this.requestId = request.id;
  }

  get address(): string {
    return clientAddress(this.request.ip);
  }

  /** Under which the browser asked. */
  get hostname(): string {
    return this.request.hostname;
  }

  get userAgent(): string | null {
    return this.request.headers['user-agent']?.slice(0, 300) ?? null;
  }

  /** The session of the cookie, with its operator. It may still wait for the second step. Null if there is none. */
  session(): Promise<OperatorSession | null> {
    const { services, request, isUse } = this;
    this.readSession ??= readSession(services, request.cookies[operatorCookie(services.publicUrl)], isUse);
    return this.readSession;
  }

  /** It is read again when it is needed next. */
  forgetSession(): void {
    delete this.readSession;
  }

  /** Throws `Unauthenticated` unless both steps of signing in have passed. */
  async operator(): Promise<Operator> {
    const session = await this.session();
    if (!session?.signedInAt) throw new Unauthenticated();
    return session.operator;
  }

  async actor(): Promise<Actor> {
    const session = await this.session();
    const actorId = session?.operator.id ?? null;
    return { actorKind: ActorKind.OPERATOR, actorId, requestId: this.requestId };
  }

  /** After a second factor: `token` is that of a session which was waiting for it. */
  keepConfirmed(own: OperatorSession, { session, token }: { session: OperatorSession; token: string | null }): void {
    if (token === null) own.confirmedAt = session.confirmedAt;
    else this.setCookie({ token, expiresAt: session.expiresAt });
  }

  /** Strict: no other site can send it. Only under `/admin`: the customers' pages and API never receive it. */
  setCookie(session: { token: string; expiresAt: Date } | null): void {
    const { publicUrl } = this.services;
    const secure = publicUrl.startsWith('https:');
    const options = { path: '/admin', httpOnly: true, sameSite: 'strict', secure } as const;
    const name = operatorCookie(publicUrl);
    if (session) void this.reply.setCookie(name, session.token, { ...options, expires: session.expiresAt });
    else void this.reply.clearCookie(name, options);
    this.forgetSession();
  }
}

/** `__Host-` would require the path `/`. */
export function operatorCookie(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Secure-operator' : 'operator';
}
