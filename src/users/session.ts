import { GraphQLDateTime } from 'graphql-scalars';
import { jwtVerify, SignJWT } from 'jose';
import { Field, ObjectType } from 'type-graphql';
import { Unauthenticated } from '../errors.ts';
import { User } from './user.ts';

const ALGORITHM = 'HS256';
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

/** Issues and checks our own tokens. Checking asks no database. */
export class Sessions {
  readonly #key: Uint8Array;
  readonly #issuer: string;
  readonly #days: number;

  constructor({ secret, issuer, days }: { secret: string; issuer: string; days: number }) {
    this.#key = new TextEncoder().encode(secret);
    this.#issuer = issuer;
    this.#days = days;
  }

  async open(user: User): Promise<Session> {
    const seconds = Math.floor(Date.now() / 1000);
    const endSeconds = seconds + this.#days * 24 * 60 * 60;
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: ALGORITHM })
      .setSubject(user.id)
      .setIssuer(this.#issuer)
      .setAudience(AUDIENCE)
      .setIssuedAt(seconds)
      .setExpirationTime(endSeconds)
      .sign(this.#key);
    return new Session(token, new Date(endSeconds * 1000), user);
  }

  /** The id of the user whose token this is. Throws `Unauthenticated`. */
  async check(token: string): Promise<string> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: [ALGORITHM],
        issuer: this.#issuer,
        audience: AUDIENCE,
        requiredClaims: ['sub', 'exp', 'iat'],
      });
      return String(payload.sub);
    } catch {
      throw new Unauthenticated('Your session has ended or is not valid. Please sign in again.');
    }
  }
}
