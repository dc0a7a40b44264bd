import { type EntityManager } from '@mikro-orm/postgresql';
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { IdentityProviderUnavailable, Unauthenticated } from '../errors.ts';
import { User, UserRole } from './user.ts';

const ASYMMETRIC = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const MOST_REMEMBERED = 10_000;

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

const claims = z.object({
  sub: z.string().min(1).max(500),
  email: z.email().max(254).optional().catch(undefined),
  name: z.string().trim().min(1).max(200).optional().catch(undefined),
});

/** Accepts the tokens of a team's own identity provider. Its users are created on first sight. */
export class IdentityProvider {
  readonly #keys: JWTVerifyGetKey;
  readonly #issuer: string;
  readonly #audience: string;
  readonly #userIds = new Map<string, string>();

  constructor({ jwksUrl, issuer, audience }: { jwksUrl: string; issuer: string; audience: string }) {
    this.#keys = createRemoteJWKSet(new URL(jwksUrl));
    this.#issuer = issuer;
    this.#audience = audience;
  }

  /** The id of the user whose token this is. Throws `Unauthenticated`, or `IdentityProviderUnavailable`. */
  async check(token: string, em: EntityManager): Promise<string> {
    const payload = await this.#verify(token);
    const subject = `${this.#issuer}|${payload.sub}`;
    const userId = this.#userIds.get(subject) ?? (await findOrCreateUser(em, subject, payload));
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
      if (INVALID.some((invalid) => error instanceof invalid)) {
        throw new Unauthenticated('Your session has ended or is not valid. Please sign in again.');
      }
      throw new IdentityProviderUnavailable(error);
    }
  }
}

async function findOrCreateUser(em: EntityManager, subject: string, payload: JWTPayload): Promise<string> {
  const { email, name } = claims.parse(payload);
  await em.execute(
    `insert into users (id, email, name, role, external_subject, created_at) values (?, ?, ?, ?, ?, ?)
     on conflict (external_subject) do nothing`,
    [uuid(), email?.toLowerCase() ?? null, name ?? email ?? 'Customer', UserRole.CUSTOMER, subject, new Date()],
  );
  const user = await em.findOneOrFail(User, { externalSubject: subject });
  return user.id;
}
