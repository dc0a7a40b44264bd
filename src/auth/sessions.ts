import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { validate as isUuid, v7 as uuid } from 'uuid';
import { Unauthenticated } from '../errors.ts';
import { type User } from '../users/user.ts';
import { type EndedSessions } from './ended-sessions.ts';
import { type ListedSession } from './open-session.ts';
import { type OpenSessions } from './open-sessions.ts';
import { Session } from './session.ts';
import { type VerifiedToken, VerifiedTokens } from './verified-tokens.ts';

const ALGORITHM = 'HS256';
const AUDIENCE = 'khalti-subscriptions';
const RENEW_AFTER_MS = 86_400_000;
// A renewed token must not outlive what is remembered of a sign-out that another process has not told this one yet.
const RENEWED_EARLIER_MS = 5 * 60_000;

interface SessionsOptions {
  /** The first one signs. Sessions that another one has signed are accepted. */
  secrets: readonly [string, ...string[]];
  issuer: string;
  lifetimeMs: number;
  ended: EndedSessions;
  open: OpenSessions;
}

/** Issues and checks this server's own tokens. Checking does not query the database. */
export class Sessions {
  readonly #keys: readonly [Uint8Array, ...Uint8Array[]];
  readonly #issuer: string;
  readonly #lifetimeMs: number;
  readonly #ended: EndedSessions;
  readonly #open: OpenSessions;
  readonly #verified = new VerifiedTokens();

  constructor({ secrets, issuer, lifetimeMs, ended, open }: SessionsOptions) {
    const [signing, ...former] = secrets;
    this.#keys = [encode(signing), ...former.map(encode)];
    this.#issuer = issuer;
    this.#lifetimeMs = lifetimeMs;
    this.#ended = ended;
    this.#open = open;
  }

  /** `issuedAt` is the database's time, read before the user's credentials were checked. */
  async open(user: User, issuedAt: Date, device: string | null = null): Promise<Session> {
    // An id, so that two sessions of the same millisecond end apart.
    const id = uuid();
    const { token, expiresAt } = await this.#sign({ sub: user.id, jti: id }, issuedAt.getTime());
    await this.#open.save({ id, userId: user.id, device, startedAt: issuedAt, renewedAt: issuedAt, expiresAt });
    return new Session(token, expiresAt, user);
  }

  /** Another token for a session that is used, at most once a day, which ends with the first one. Null if it is not due. */
  async renew(token: string, device: string | null): Promise<Pick<Session, 'token' | 'expiresAt'> | null> {
    const { payload } = await this.#read(token);
    const { sub, jti, iat = 0, since = iat } = payload;
    const renewedAtMs = Date.now() - RENEWED_EARLIER_MS;
    if (!sub || !jti || renewedAtMs - iat * 1000 < Math.min(RENEW_AFTER_MS, this.#lifetimeMs / 2)) return null;
    const renewed = await this.#sign({ sub, jti, since }, renewedAtMs);
    const [startedAt, renewedAt] = [atSeconds(since), new Date()];
    await this.#open.save({ id: jti, userId: sub, device, startedAt, renewedAt, expiresAt: renewed.expiresAt });
    return renewed;
  }

  /** Ends the user's sessions that were issued before. Other processes hear of it through the database. */
  endAll(userId: string, validFrom: Date): void {
    this.#ended.addUser(userId, validFrom.getTime());
  }

  async end(token: string): Promise<string> {
    const userId = await this.check(token);
    const { id, payload } = await this.#read(token);
    // Tokens of this session that were renewed live longer than this one.
    await this.#ended.end(payload.jti ?? id, Date.now() + this.#lifetimeMs);
    if (payload.jti) await this.#open.remove(payload.jti);
    return userId;
  }

  /** Returns false if the user has no such session. */
  async endOne(userId: string, id: string): Promise<boolean> {
    if (!(await this.#open.has(userId, id))) return false;
    await this.#ended.end(id, Date.now() + this.#lifetimeMs);
    await this.#open.remove(id);
    return true;
  }

  /** Of the user, with the one of this token, also if it was opened before sessions were kept. */
  async list(userId: string, token: string, device: string | null): Promise<ListedSession[]> {
    const { iat = 0, since = iat } = (await this.#read(token)).payload;
    const currentId = await this.idOf(token);
    const open = await this.#open.list(userId);
    const current = { id: currentId, device, startedAt: atSeconds(since), renewedAt: atSeconds(iat) };
    const all = open.some(({ id }) => id === currentId) ? open : [current, ...open];
    return all.map((session) => ({ ...session, isCurrent: session.id === currentId }));
  }

  /** Of the session to which a valid token belongs. */
  async idOf(token: string): Promise<string> {
    const { id, payload } = await this.#read(token);
    return payload.jti ?? id;
  }

  async check(token: string): Promise<string> {
    const { id, payload } = await this.#read(token);
    const { sub, jti, iat = 0, since = iat } = payload;
    // Ended sessions are remembered for one lifetime only. A longer-lived token from an older configuration is refused.
    const isTooOld = iat * 1000 < Date.now() - this.#lifetimeMs;
    const openedAtMs = atSeconds(since).getTime();
    if (!sub || isTooOld || this.#ended.hasEndedFor(sub, openedAtMs)) throw Unauthenticated.invalidSession();
    // Versions before 0.4 have saved the hash of the token that ended.
    if (await this.#ended.hasEnded(jti ? [jti, id] : [id])) throw Unauthenticated.invalidSession();
    return sub;
  }

  async #sign(claims: JWTPayload, issuedAtMs: number): Promise<Pick<Session, 'token' | 'expiresAt'>> {
    const endSeconds = Math.floor((issuedAtMs + this.#lifetimeMs) / 1000);
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM })
      .setIssuer(this.#issuer)
      .setAudience(AUDIENCE)
      // With a fraction: whole seconds cannot tell this session from one that was ended in the same second.
      .setIssuedAt(issuedAtMs / 1000)
      .setExpirationTime(endSeconds)
      .sign(this.#keys[0]);
    return { token, expiresAt: new Date(endSeconds * 1000) };
  }

  #read(token: string): Promise<VerifiedToken> {
    return this.#verified.read(token, () => this.#verify(token));
  }

  async #verify(token: string): Promise<JWTPayload> {
    for (const key of this.#keys) {
      const payload = await this.#tryToVerify(token, key);
      if (payload) return payload;
    }
    throw Unauthenticated.invalidSession();
  }

  async #tryToVerify(token: string, key: Uint8Array): Promise<JWTPayload | null> {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [ALGORITHM],
        issuer: this.#issuer,
        audience: AUDIENCE,
        requiredClaims: ['sub', 'exp', 'iat'],
      });
      return isUuid(payload.sub) ? payload : null;
    } catch {
      return null;
    }
  }
}

function atSeconds(seconds: unknown): Date {
  return new Date(Math.round(Number(seconds) * 1000));
}

function encode(secret: string): Uint8Array {
  return new TextEncoder().encode(secret);
}
