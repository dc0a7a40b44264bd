import { type EntityManager } from '@mikro-orm/postgresql';
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { type Database } from '../database/connect-database.ts';
import { accountBlocked, IdentityProviderUnavailable, Unauthenticated } from '../errors.ts';
import { emailFault } from '../users/email-fault.ts';
import { readName } from '../users/read-name.ts';
import { User } from '../users/user.ts';
import { type BarredCustomers } from './barred-customers.ts';
import { EndedSession } from './ended-session.ts';
import { type EndedSessions } from './ended-sessions.ts';
import { erasedSubjectId } from './erased-subject.ts';
import { type VerifiedToken, VerifiedTokens } from './verified-tokens.ts';

const ASYMMETRIC = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const MAX_KNOWN_USERS = 10_000;
// A key that the provider withdraws is accepted for at most this long.
const REVERIFY_AFTER_MS = 5 * 60 * 1000;
// The provider's clock may differ from ours by this much.
const TOLERANCE_SECONDS = 60;

// The token is wrong. Any other error means that the provider cannot be reached.
const INVALID = [
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
];

// An address or a name that an account with a password could not have is left out.
const claims = z.object({
  sub: z
    .string()
    .max(500)
    .regex(/^\P{Cc}+$/u),
  email: z
    .string()
    .refine((address) => emailFault(address) === null)
    .toLowerCase()
    .optional()
    .catch(undefined),
  name: z
    .string()
    .transform((text) => readName(text).name ?? undefined)
    .optional()
    .catch(undefined),
});

type Claims = z.infer<typeof claims>;

interface IdentityProviderOptions {
  jwksUrl: string;
  issuer: string;
  audience: string;
  ended: EndedSessions;
  barred: BarredCustomers;
}

/** Accepts tokens of an external identity provider. A user is created with the first token. */
export class IdentityProvider {
  readonly #keys: JWTVerifyGetKey;
  readonly #issuer: string;
  readonly #audience: string;
  readonly #ended: EndedSessions;
  readonly #barred: BarredCustomers;
  readonly #userIds = new Map<string, string>();
  readonly #verified = new VerifiedTokens({
    reverifyAfterMs: REVERIFY_AFTER_MS,
    toleranceMs: TOLERANCE_SECONDS * 1000,
  });

  constructor({ jwksUrl, issuer, audience, ended, barred }: IdentityProviderOptions) {
    this.#keys = createRemoteJWKSet(new URL(jwksUrl));
    this.#issuer = issuer;
    this.#audience = audience;
    this.#ended = ended;
    this.#barred = barred;
  }

  /** The id of the user whose token this is. Throws `Unauthenticated`, or `IdentityProviderUnavailable`. */
  async check(token: string, orm: Database): Promise<string> {
    const { id, payload } = await this.#read(token);
    const parsed = claims.safeParse(payload);
    if (!parsed.success || (await this.#ended.hasEnded(id))) throw Unauthenticated.invalidSession();
    const issuedAtMs = (payload.iat ?? 0) * 1000;
    const userId = await this.#findUser(parsed.data, issuedAtMs, orm);
    if (this.#ended.hasEndedFor(userId, issuedAtMs)) throw Unauthenticated.invalidSession();
    if (this.#barred.find(userId) === 'BLOCKED') throw accountBlocked();
    return userId;
  }

  async #findUser(data: Claims, issuedAtMs: number, orm: Database): Promise<string> {
    const subject = `${this.#issuer}|${data.sub}`;
    const known = this.#userIds.get(subject);
    if (known !== undefined && this.#barred.find(known) !== 'ERASED') return known;
    // Erased since. An older token must not bring the personal data back; a newer one creates another account.
    const em = orm.em.fork();
    const erased = await em.findOne(EndedSession, { id: erasedSubjectId(subject) });
    if (erased && issuedAtMs < erased.endedAt.getTime()) throw Unauthenticated.invalidSession();
    const userId = await findOrCreateUser(em, subject, data);
    if (this.#userIds.size >= MAX_KNOWN_USERS) this.#userIds.clear();
    this.#userIds.set(subject, userId);
    return userId;
  }

  /** Refuses this token from now on. The user's session at the provider goes on. Throws as `check` does. */
  async end(token: string, orm: Database): Promise<string> {
    const userId = await this.check(token, orm);
    const { id, expiresAtMs } = await this.#read(token);
    await this.#ended.end(id, expiresAtMs);
    return userId;
  }

  #read(token: string): Promise<VerifiedToken> {
    return this.#verified.read(token, () => this.#verify(token));
  }

  async #verify(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.#keys, {
        algorithms: ASYMMETRIC,
        issuer: this.#issuer,
        audience: this.#audience,
        requiredClaims: ['sub', 'exp'],
        clockTolerance: TOLERANCE_SECONDS,
      });
      // jose compares `iat` only with a maximum age.
      if ((payload.iat ?? 0) > Date.now() / 1000 + TOLERANCE_SECONDS) throw Unauthenticated.invalidSession();
      return payload;
    } catch (error) {
      if (error instanceof Unauthenticated) throw error;
      if (INVALID.some((invalid) => error instanceof invalid)) throw Unauthenticated.invalidSession();
      throw new IdentityProviderUnavailable(error);
    }
  }
}

async function findOrCreateUser(em: EntityManager, subject: string, { email, name }: Claims): Promise<string> {
  await em.execute(
    `insert into users (id, email, name, external_subject, created_at) values (?, ?, ?, ?, ?)
     on conflict (external_subject) do nothing`,
    [uuid(), email ?? null, name ?? email ?? 'Customer', subject, new Date()],
  );
  const user = await em.findOneOrFail(User, { externalSubject: subject });
  return user.id;
}
