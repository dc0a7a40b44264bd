import { type JWTPayload } from 'jose';
import { LRUCache } from 'lru-cache';

const MOST_KEPT = 10_000;

/**
 * Tokens whose signature was found good, so that a customer's page pays for that once and not with each of its calls.
 * What may change meanwhile, such as whether a session was ended, is for the caller to ask each time.
 */
export class VerifiedTokens {
  readonly #known = new LRUCache<string, { payload: JWTPayload; untilMs: number }>({ max: MOST_KEPT });
  readonly #longestMs: number;

  /** `longestMs`: after which time a token is verified again even though it has not expired. */
  constructor(longestMs = Number.POSITIVE_INFINITY) {
    this.#longestMs = longestMs;
  }

  /** The payload as `verify` finds it, or has found it while the token has not expired. Throws what `verify` throws. */
  async read(token: string, verify: () => Promise<JWTPayload>): Promise<JWTPayload> {
    const known = this.#known.get(token);
    if (known && Date.now() < known.untilMs) return known.payload;
    const payload = await verify();
    const { exp = 0 } = payload;
    this.#known.set(token, { payload, untilMs: Math.min(exp * 1000, Date.now() + this.#longestMs) });
    return payload;
  }
}
