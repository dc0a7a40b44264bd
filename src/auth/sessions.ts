import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { validate as isUuid, v7 as uuid } from 'uuid';
import { Unauthenticated } from '../errors.ts';
import { type User } from '../users/user.ts';
import { type EndedSessions } from './ended-sessions.ts';
import { Session } from './session.ts';
import { type VerifiedToken, VerifiedTokens } from './verified-tokens.ts';

const ALGORITHM = 'HS256';
const AUDIENCE = 'khalti-subscriptions';

interface SessionsOptions {
  /** The first one signs. Sessions that another one has signed are accepted. */
  secrets: readonly [string, ...string[]];
  issuer: string;
  lifetimeMs: number;
  ended: EndedSessions;
}

/** Issues and checks this server's own tokens. Checking does not query the database. */
export class Sessions {
  readonly #keys: readonly [Uint8Array, ...Uint8Array[]];
  readonly #issuer: string;
  readonly #lifetimeMs: number;
  readonly #ended: EndedSessions;
  readonly #verified = new VerifiedTokens();

  constructor({ secrets, issuer, lifetimeMs, ended }: SessionsOptions) {
    const [signing, ...former] = secrets;
    this.#keys = [encode(signing), ...former.map(encode)];
    this.#issuer = issuer;
    this.#lifetimeMs = lifetimeMs;
    this.#ended = ended;
  }

  /** `issuedAt` is the database's time, read before the user's credentials were checked. */
  async open(user: User, issuedAt: Date): Promise<Session> {
    const endSeconds = Math.floor((issuedAt.getTime() + this.#lifetimeMs) / 1000);
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: ALGORITHM })
      .setSubject(user.id)
      // So that two sessions of the same millisecond are two tokens, and end apart.
      .setJti(uuid())
      .setIssuer(this.#issuer)
      .setAudience(AUDIENCE)
      // With a fraction: whole seconds cannot tell this session from one that was ended in the same second.
      .setIssuedAt(issuedAt.getTime() / 1000)
      .setExpirationTime(endSeconds)
      .sign(this.#keys[0]);
    return new Session(token, new Date(endSeconds * 1000), user);
  }

  /** Ends the user's sessions that were issued before. Other processes hear of it through the database. */
  endAll(userId: string, validFrom: Date): void {
    this.#ended.addUser(userId, validFrom.getTime());
  }

  async end(token: string): Promise<string> {
    const userId = await this.check(token);
    const { id, expiresAtMs } = await this.#read(token);
    await this.#ended.end(id, expiresAtMs);
    return userId;
  }

  async check(token: string): Promise<string> {
    const { id, payload } = await this.#read(token);
    const { sub, iat = 0 } = payload;
    const issuedAtMs = Math.round(iat * 1000);
    // Ended sessions are remembered for one lifetime only. A longer-lived token from an older configuration is refused.
    const isTooOld = issuedAtMs < Date.now() - this.#lifetimeMs;
    if (!sub || isTooOld || this.#ended.hasEndedFor(sub, issuedAtMs)) throw Unauthenticated.invalidSession();
    if (await this.#ended.hasEnded(id)) throw Unauthenticated.invalidSession();
    return sub;
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

function encode(secret: string): Uint8Array {
  return new TextEncoder().encode(secret);
}
