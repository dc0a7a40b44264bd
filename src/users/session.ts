import { GraphQLDateTime } from 'graphql-scalars';
import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { Field, ObjectType } from 'type-graphql';
import { validate as isUuid } from 'uuid';
import { Unauthenticated } from '../errors.ts';
import { type EndedSessions } from './ended-sessions.ts';
import { User } from './user.ts';
import { VerifiedTokens } from './verified-tokens.ts';

const ALGORITHM = 'HS256';
const NOT_VALID = 'Your session has ended or is not valid. Please sign in again.';
const AUDIENCE = 'khalti-subscriptions';

@ObjectType({ description: 'Proof of being signed in.' })
export class Session {
  @Field(() => String, {
    description:
      'To be sent as `Authorization: Bearer …`. The answer sets it as an `HttpOnly` cookie too, so that a page served from here need not keep it.',
  })
  token: string;

  @Field(() => GraphQLDateTime, { description: 'When the token stops working.' })
  expiresAt: Date;

  @Field(() => User, { description: 'Who is signed in.' })
  user: User;

  constructor(token: string, expiresAt: Date, user: User) {
    this.token = token;
    this.expiresAt = expiresAt;
    this.user = user;
  }
}

interface SessionsOptions {
  secret: string;
  issuer: string;
  lifetimeMs: number;
  ended: EndedSessions;
}

/** Issues and checks our own tokens. Checking asks no database. */
export class Sessions {
  readonly #key: Uint8Array;
  readonly #issuer: string;
  readonly #lifetimeMs: number;
  readonly #ended: EndedSessions;
  readonly #verified = new VerifiedTokens();

  constructor({ secret, issuer, lifetimeMs, ended }: SessionsOptions) {
    this.#key = new TextEncoder().encode(secret);
    this.#issuer = issuer;
    this.#lifetimeMs = lifetimeMs;
    this.#ended = ended;
  }

  /** `issuedAt` is by the database's clock, read before what the session rests on was looked at. */
  async open(user: User, issuedAt: Date): Promise<Session> {
    const endSeconds = Math.floor((issuedAt.getTime() + this.#lifetimeMs) / 1000);
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: ALGORITHM })
      .setSubject(user.id)
      .setIssuer(this.#issuer)
      .setAudience(AUDIENCE)
      // With its fraction: whole seconds would not tell a session from one that was ended in the same second.
      .setIssuedAt(issuedAt.getTime() / 1000)
      .setExpirationTime(endSeconds)
      .sign(this.#key);
    return new Session(token, new Date(endSeconds * 1000), user);
  }

  /** Ends every session of this user that was issued before; other processes are told through the database. */
  end(userId: string, validFrom: Date): void {
    this.#ended.note(userId, validFrom.getTime());
  }

  /** The id of the user whose token this is. Throws `Unauthenticated`. */
  async check(token: string): Promise<string> {
    const { sub, iat = 0 } = await this.#verified.read(token, () => this.#verify(token));
    const issuedAtMs = Math.round(iat * 1000);
    // Of older ones, issued while sessions lived longer, nobody remembers any more whether they were ended.
    const isTooOld = issuedAtMs < Date.now() - this.#lifetimeMs;
    if (!sub || isTooOld || this.#ended.hasEnded(sub, issuedAtMs)) throw new Unauthenticated(NOT_VALID);
    return sub;
  }

  async #verify(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: [ALGORITHM],
        issuer: this.#issuer,
        audience: AUDIENCE,
        requiredClaims: ['sub', 'exp', 'iat'],
      });
      if (!isUuid(payload.sub)) throw new Error('Not one of our users');
      return payload;
    } catch {
      throw new Unauthenticated(NOT_VALID);
    }
  }
}
