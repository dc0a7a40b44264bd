import { type EntityManager } from '@mikro-orm/postgresql';
import { GraphQLEmailAddress } from 'graphql-scalars';
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { IdentityProviderUnavailable, Unauthenticated } from '../errors.ts';
import { User, UserRole } from './user.ts';
import { VerifiedTokens } from './verified-tokens.ts';

const ASYMMETRIC = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const MOST_REMEMBERED = 10_000;
// So much longer, at the most, than the provider itself does a key count that it has withdrawn.
const VERIFIED_AGAIN_AFTER_MS = 5 * 60 * 1000;
const NOT_VALID = 'Your session has ended or is not valid. Please sign in again.';

// Whose token it is not, as opposed to a provider that cannot be asked.
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

const text = z.string().regex(/^\P{Cc}+$/u);
// What is said beside the subject is taken only where an answer of ours can carry it.
const claims = z.object({
  sub: text.max(500),
  email: text.max(254).refine(isEmailAddress).toLowerCase().optional().catch(undefined),
  name: text.trim().min(1).max(200).optional().catch(undefined),
});

type Claims = z.infer<typeof claims>;

/** Accepts the tokens of a team's own identity provider. Its users are created on first sight. */
export class IdentityProvider {
  readonly #keys: JWTVerifyGetKey;
  readonly #issuer: string;
  readonly #audience: string;
  readonly #userIds = new Map<string, string>();
  readonly #verified = new VerifiedTokens(VERIFIED_AGAIN_AFTER_MS);

  constructor({ jwksUrl, issuer, audience }: { jwksUrl: string; issuer: string; audience: string }) {
    this.#keys = createRemoteJWKSet(new URL(jwksUrl));
    this.#issuer = issuer;
    this.#audience = audience;
  }

  /** The id of the user whose token this is. Throws `Unauthenticated`, or `IdentityProviderUnavailable`. */
  async check(token: string, em: EntityManager): Promise<string> {
    const told = claims.safeParse(await this.#verified.read(token, () => this.#verify(token)));
    if (!told.success) throw new Unauthenticated(NOT_VALID);
    const subject = `${this.#issuer}|${told.data.sub}`;
    const userId = this.#userIds.get(subject) ?? (await findOrCreateUser(em, subject, told.data));
    if (this.#userIds.size >= MOST_REMEMBERED) this.#userIds.clear();
    this.#userIds.set(subject, userId);
    return userId;
  }

  async #verify(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.#keys, {
        algorithms: ASYMMETRIC,
        issuer: this.#issuer,
        audience: this.#audience,
        requiredClaims: ['sub', 'exp'],
      });
      return payload;
    } catch (error) {
      if (INVALID.some((invalid) => error instanceof invalid)) throw new Unauthenticated(NOT_VALID);
      throw new IdentityProviderUnavailable(error);
    }
  }
}

async function findOrCreateUser(em: EntityManager, subject: string, { email, name }: Claims): Promise<string> {
  await em.execute(
    `insert into users (id, email, name, role, external_subject, created_at) values (?, ?, ?, ?, ?, ?)
     on conflict (external_subject) do nothing`,
    [uuid(), email ?? null, name ?? email ?? 'Customer', UserRole.CUSTOMER, subject, new Date()],
  );
  const user = await em.findOneOrFail(User, { externalSubject: subject });
  return user.id;
}

function isEmailAddress(value: string): boolean {
  try {
    GraphQLEmailAddress.parseValue(value);
    return true;
  } catch {
    return false;
  }
}
