import { type JWTPayload } from 'jose';
import { LRUCache } from 'lru-cache';

const MAX_KEPT = 10_000;

/** Remembers valid signatures, so that each token is verified once. Callers check what can change, such as ended sessions. */
export class VerifiedTokens {
  readonly #known = new LRUCache<string, { payload: JWTPayload; untilMs: number }>({ max: MAX_KEPT });
  readonly #reverifyAfterMs: number;

  /** Verifies a token again after `reverifyAfterMs`, although it has not expired. */
  constructor(reverifyAfterMs = Number.POSITIVE_INFINITY) {
    this.#reverifyAfterMs = reverifyAfterMs;
  }

  async read(token: string, verify: () => Promise<JWTPayload>): Promise<JWTPayload> {
    const known = this.#known.get(token);
    if (known && Date.now() < known.untilMs) return known.payload;
    const payload = await verify();
    const { exp = 0 } = payload;
    this.#known.set(token, { payload, untilMs: Math.min(exp * 1000, Date.now() + this.#reverifyAfterMs) });
    return payload;
  }
}
