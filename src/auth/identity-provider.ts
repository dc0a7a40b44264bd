import { errors, type JWTPayload, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { type Logger } from 'pino';
import { type Database } from '../database/connect-database.ts';
import { accountBlocked, IdentityProviderUnavailable, Unauthenticated } from '../errors.ts';
import { type BarredCustomers } from './barred-customers.ts';
import { EndedSession } from './ended-session.ts';
import { type EndedSessions } from './ended-sessions.ts';
import { erasedSubjectId } from './erased-subject.ts';
import { fetchUserinfo, type ProviderClaims, providerClaims } from './provider-claims.ts';
import { ProviderKeys } from './provider-keys.ts';
import { type Profile, saveExternalUser } from './save-external-user.ts';
import { type VerifiedToken, VerifiedTokens } from './verified-tokens.ts';

const ASYMMETRIC = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const MAX_KNOWN_USERS = 10_000;
// A key that the provider withdraws is accepted for at most this long after it has left the cache of keys.
const REVERIFY_AFTER_MS = 5 * 60 * 1000;
// The provider's clock may differ from ours by this much.
const TOLERANCE_SECONDS = 60;
// While userinfo does not answer, requests do not wait for it again and again.
const USERINFO_PAUSE_MS = 10_000;

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

interface IdentityProviderOptions {
  jwksUrl: string;
  issuer: string;
  audience: string | null;
  /** For tokens without `aud`. */
  clientId: string | null;
  /** Asked for the address of a token that has none. */
  userinfoUrl: string | null;
  ended: EndedSessions;
  barred: BarredCustomers;
  log: Logger;
}

/** What is known of a subject: of the newest token, or of userinfo. */
interface KnownUser extends Profile {
  id: string;
  asOfMs: number;
  /** False while userinfo has not answered. */
  isComplete: boolean;
}

/** Accepts tokens of an external identity provider. A user is created with the first token, and follows the next ones. */
export class IdentityProvider {
  readonly #options: IdentityProviderOptions;
  readonly #keys: ProviderKeys;
  readonly #users = new LRUCache<string, KnownUser>({ max: MAX_KNOWN_USERS });
  readonly #verified = new VerifiedTokens({
    reverifyAfterMs: REVERIFY_AFTER_MS,
    toleranceMs: TOLERANCE_SECONDS * 1000,
  });
  #userinfoPausedUntilMs = 0;

  constructor(options: IdentityProviderOptions) {
    this.#options = options;
    this.#keys = new ProviderKeys(options.jwksUrl);
  }

  /** The id of the user whose token this is. Throws `Unauthenticated`, or `IdentityProviderUnavailable`. */
  async check(token: string, orm: Database): Promise<string> {
    const { ended, barred } = this.#options;
    const { id, payload } = await this.#read(token);
    const parsed = providerClaims.safeParse(payload);
    if (!parsed.success || (await ended.hasEnded([id]))) throw Unauthenticated.invalidSession();
    const issuedAtMs = (payload.iat ?? 0) * 1000;
    const userId = await this.#findUser(token, parsed.data, issuedAtMs, orm);
    if (ended.hasEndedFor(userId, issuedAtMs)) throw Unauthenticated.invalidSession();
    if (barred.find(userId) === 'BLOCKED') throw accountBlocked();
    return userId;
  }

  /** Refuses this token from now on. The user's session at the provider goes on. Throws as `check` does. */
  async end(token: string, orm: Database): Promise<string> {
    const userId = await this.check(token, orm);
    const { id, expiresAtMs } = await this.#read(token);
    await this.#options.ended.end(id, expiresAtMs);
    return userId;
  }

  async #findUser(token: string, claims: ProviderClaims, issuedAtMs: number, orm: Database): Promise<string> {
    const subject = `${this.#options.issuer}|${claims.sub}`;
    const known = this.#users.get(subject);
    const isKnown = known !== undefined && this.#options.barred.find(known.id) !== 'ERASED';
    if (isKnown && !this.#isNews(claims, issuedAtMs, known)) return known.id;
    // Erased since. An older token must not bring the personal data back; a newer one creates another account.
    const em = orm.em.fork();
    const erased = await em.findOne(EndedSession, { id: erasedSubjectId(subject) });
    if (erased && issuedAtMs < erased.endedAt.getTime()) throw Unauthenticated.invalidSession();
    const said = await this.#complete(token, claims, issuedAtMs);
    const id = await saveExternalUser(em, subject, said, new Date(said.asOfMs));
    this.#users.set(subject, { id, ...said });
    return id;
  }

  #isNews(claims: ProviderClaims, issuedAtMs: number, known: KnownUser): boolean {
    const { email, name } = claims;
    if (known.isComplete && issuedAtMs <= known.asOfMs) return false;
    if (email === undefined && this.#options.userinfoUrl !== null) return Date.now() >= this.#userinfoPausedUntilMs;
    if (email !== undefined && claims.email_verified !== known.isEmailConfirmed) return true;
    return (email ?? known.email) !== known.email || (name ?? known.name) !== known.name;
  }

  /** With the address and the name of userinfo, if the token has no address. */
  async #complete(token: string, claims: ProviderClaims, asOfMs: number): Promise<Omit<KnownUser, 'id'>> {
    const { userinfoUrl, log } = this.#options;
    const said = { ...profileOf(claims), asOfMs, isComplete: false };
    if (userinfoUrl === null || said.email !== undefined) return { ...said, isComplete: true };
    const nowMs = Date.now();
    if (nowMs < this.#userinfoPausedUntilMs) return said;
    try {
      const userinfo = profileOf(await fetchUserinfo(userinfoUrl, token, claims.sub));
      return { ...userinfo, name: userinfo.name ?? said.name, asOfMs: nowMs, isComplete: true };
    } catch (error) {
      this.#userinfoPausedUntilMs = Date.now() + USERINFO_PAUSE_MS;
      log.warn({ err: error }, 'the userinfo of the identity provider cannot be read');
      return said;
    }
  }

  #read(token: string): Promise<VerifiedToken> {
    return this.#verified.read(token, () => this.#verify(token));
  }

  async #verify(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.#keys.find, {
        algorithms: ASYMMETRIC,
        issuer: this.#options.issuer,
        requiredClaims: ['sub', 'exp'],
        clockTolerance: TOLERANCE_SECONDS,
      });
      // jose compares `iat` only with a maximum age.
      if ((payload.iat ?? 0) > Date.now() / 1000 + TOLERANCE_SECONDS) throw Unauthenticated.invalidSession();
      if (!this.#isForUs(payload)) throw Unauthenticated.invalidSession();
      return payload;
    } catch (error) {
      if (error instanceof Unauthenticated || error instanceof IdentityProviderUnavailable) throw error;
      if (INVALID.some((invalid) => error instanceof invalid)) throw Unauthenticated.invalidSession();
      throw new IdentityProviderUnavailable(error);
    }
  }

  /** Access tokens of some providers have no `aud`; they name the client. */
  #isForUs({ aud, client_id: client, azp, token_use: use }: JWTPayload): boolean {
    const { audience, clientId } = this.#options;
    if (aud !== undefined) return audience !== null && [aud].flat().includes(audience);
    return clientId !== null && (client ?? azp) === clientId && (use === undefined || use === 'access');
  }
}

function profileOf({ email, email_verified: isEmailConfirmed, name }: ProviderClaims): Profile {
  return { email, isEmailConfirmed, name };
}
