import { createHash } from 'node:crypto';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { type Pool } from 'pg';
import { type RateLimiterAbstract, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimited } from '../errors.ts';

const WINDOW_SECONDS = 15 * 60;

/** The limiter's own table: counts stand in the database, so that they hold in every process. */
@Entity({ tableName: 'attempts' })
export class Attempts {
  @PrimaryKey({ type: 'string', length: 255 })
  key!: string;

  @Property({ type: 'integer', default: 0 })
  points!: number;

  @Property({ type: 'bigint', nullable: true })
  expire!: string | null;
}

export interface AttemptLimits {
  perAccount: number;
  perAddress: number;
}

/** Attempts to sign in or up, limited for each account and for each network address, over a quarter of an hour. */
export class AttemptLimiter {
  readonly #accounts: RateLimiterAbstract;
  readonly #addresses: RateLimiterAbstract;
  readonly #resets: RateLimiterAbstract;

  constructor(pool: Pool, limits: AttemptLimits) {
    const limiter = (keyPrefix: string, points: number) =>
      new RateLimiterPostgres({
        storeClient: pool,
        storeType: 'pool',
        tableName: 'attempts',
        tableCreated: true,
        keyPrefix,
        points,
        duration: WINDOW_SECONDS,
      });
    this.#accounts = limiter('account', limits.perAccount);
    this.#addresses = limiter('address', limits.perAddress);
    // Apart from signing in: who guessed a password too often is the one to need a new one.
    this.#resets = limiter('reset', limits.perAccount);
  }

  /** Counts before the password is looked at, so that many guesses at once are counted as well. Throws `RateLimited`. */
  async count(address: string, email?: string): Promise<void> {
    await consume(this.#addresses, address);
    if (email !== undefined) await consume(this.#accounts, digest(email));
  }

  /** Counts requests for a new password, known account or not. Throws `RateLimited`. */
  async countReset(address: string, email: string): Promise<void> {
    await consume(this.#addresses, address);
    await consume(this.#resets, digest(email));
  }

  async forgive(address: string, email: string): Promise<void> {
    await Promise.all([this.#accounts.delete(digest(email)), this.#addresses.reward(address)]);
  }
}

async function consume(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (rejection) {
    if (rejection instanceof RateLimiterRes) throw new RateLimited(Math.ceil(rejection.msBeforeNext / 1000));
    throw rejection;
  }
}

/** Addresses that have no account are counted too, and need not be kept in the clear. */
function digest(email: string): string {
  return createHash('sha256').update(email).digest('base64url');
}
