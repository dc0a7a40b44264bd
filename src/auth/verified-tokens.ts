import { createHash } from 'node:crypto';
import { type JWTPayload } from 'jose';
import { LRUCache } from 'lru-cache';

const MAX_KEPT = 10_000;

export interface VerifiedToken {
  id: string;
  payload: JWTPayload;
  expiresAtMs: number;
}

interface Options {
  /** A token is verified again after this time, although it has not expired. */
  reverifyAfterMs?: number;
  /** How long an expired token is still valid, because clocks differ. */
  toleranceMs?: number;
}

/** Remembers valid signatures, so that each token is verified once. Callers check what can change, such as ended sessions. */
export class VerifiedTokens {
  readonly #known = new LRUCache<string, VerifiedToken & { untilMs: number }>({ max: MAX_KEPT });
  readonly #reverifyAfterMs: number;
  readonly #toleranceMs: number;

  constructor({ reverifyAfterMs = Number.POSITIVE_INFINITY, toleranceMs = 0 }: Options = {}) {
    this.#reverifyAfterMs = reverifyAfterMs;
    this.#toleranceMs = toleranceMs;
  }

  async read(token: string, verify: () => Promise<JWTPayload>): Promise<VerifiedToken> {
    const known = this.#known.get(token);
    if (known && Date.now() < known.untilMs) return known;
    const payload = await verify();
    const expiresAtMs = (payload.exp ?? 0) * 1000 + this.#toleranceMs;
    const untilMs = Math.min(expiresAtMs, Date.now() + this.#reverifyAfterMs);
    const verified = { id: idOf(token), payload, expiresAtMs, untilMs };
    this.#known.set(token, verified);
    return verified;
  }
}

/** Of the signed part alone: several texts decode to the same signature. */
function idOf(token: string): string {
  return createHash('sha256')
    .update(token.slice(0, token.lastIndexOf('.')))
    .digest('base64url');
}
