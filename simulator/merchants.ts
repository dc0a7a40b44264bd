import { createHash } from 'node:crypto';

/** The merchant of the first key. Payments of older data files are its own too. */
export const FIRST_MERCHANT = 'main';

/** The merchants that have a key here. One does not see another's payments. */
export class Merchants {
  /** By the hash of the key, so that a comparison takes the same time for every wrong key. */
  readonly #names = new Map<string, string>();
  readonly #acceptsAnyKey: () => boolean;

  constructor(keys: readonly string[], acceptsAnyKey: () => boolean) {
    this.#acceptsAnyKey = acceptsAnyKey;
    for (const [index, key] of keys.entries()) {
      this.#names.set(hash(key), index === 0 ? FIRST_MERCHANT : nameFrom(hash(key)));
    }
  }

  /** Undefined if the key is wrong. */
  nameOf(key: string): string | undefined {
    const hashed = hash(key);
    return this.#names.get(hashed) ?? (this.#acceptsAnyKey() ? nameFrom(hashed) : undefined);
  }
}

function hash(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Tells merchants apart without showing a key. */
function nameFrom(hashedKey: string): string {
  return `key-${hashedKey.slice(0, 8)}`;
}
