import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { IdentityProviderUnavailable } from '../errors.ts';

// A key that the provider withdraws is accepted for at most this long, and the time for which a token stays verified.
const KEPT_FOR_MS = 10 * 60 * 1000;
// Tokens with invented key ids make this server fetch the keys at most this often.
const FETCHED_EVERY_MS = 10 * 1000;
const ANSWERED_WITHIN_MS = 5_000;

interface FetchedKeys {
  find: JWTVerifyGetKey;
  /** When the request began: the provider may have added a key since. */
  askedAtMs: number;
}

/** The public keys of the identity provider. Fetched again when a token has a key that is not known, but not too often. */
export class ProviderKeys {
  readonly #url: string;
  readonly #now: () => number;
  #fetched: FetchedKeys | null = null;
  #fetching: Promise<FetchedKeys> | null = null;

  constructor(url: string, now: () => number = Date.now) {
    this.#url = url;
    this.#now = now;
  }

  /** Throws `JWKSNoMatchingKey` if the provider has no such key, and `IdentityProviderUnavailable` if that is not known. */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    const wantedAtMs = this.#now();
    const kept = this.#current();
    if (kept) {
      try {
        return await kept.find(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      }
      // Perhaps the provider has a new key. Only a fetch that succeeds starts the pause, so others cannot prolong it.
      if (wantedAtMs - kept.askedAtMs < FETCHED_EVERY_MS) throw new IdentityProviderUnavailable();
    }
    const fetched = await this.#fetch();
    try {
      return await fetched.find(header, token);
    } catch (error) {
      const isOlder = error instanceof errors.JWKSNoMatchingKey && fetched.askedAtMs < wantedAtMs;
      throw isOlder ? new IdentityProviderUnavailable() : error;
    }
  };

  #current(): FetchedKeys | null {
    return this.#fetched && this.#now() - this.#fetched.askedAtMs < KEPT_FOR_MS ? this.#fetched : null;
  }

  /** Simultaneous calls share one request. */
  #fetch(): Promise<FetchedKeys> {
    this.#fetching ??= this.#request().finally(() => {
      this.#fetching = null;
    });
    return this.#fetching;
  }

  async #request(): Promise<FetchedKeys> {
    const askedAtMs = this.#now();
    const signal = AbortSignal.timeout(ANSWERED_WITHIN_MS);
    const response = await fetch(this.#url, { headers: { accept: 'application/json' }, redirect: 'manual', signal });
    if (response.status !== 200) throw new Error(`The key set was answered with HTTP ${response.status}`);
    // Throws if it is not a key set.
    const find = createLocalJWKSet((await response.json()) as JSONWebKeySet);
    this.#fetched = { find, askedAtMs };
    return this.#fetched;
  }
}
