import { createHash } from 'node:crypto';
import { type Pool } from 'pg';
import { type RateLimiterAbstract, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimited } from '../errors.ts';

const WINDOW_SECONDS = 15 * 60;

export interface AttemptLimits {
  perAccount: number;
  perAddress: number;
}

export class AttemptLimiter {
  readonly #accounts: RateLimiterAbstract;
  readonly #addresses: RateLimiterAbstract;
  readonly #resets: RateLimiterAbstract;
  readonly #operators: RateLimiterAbstract;
  readonly #operatorAddresses: RateLimiterAbstract;

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
    // Counted apart from sign-ins: a customer who failed to sign in too often needs a new password.
    this.#resets = limiter('reset', limits.perAccount);
    this.#operators = limiter('operator', limits.perAccount);
    this.#operatorAddresses = limiter('operator-address', limits.perAddress);
  }

  async count(address: string, email?: string): Promise<void> {
    await consume(this.#addresses, address);
    if (email !== undefined) await consume(this.#accounts, digest(email));
  }

  async countReset(address: string, email: string): Promise<void> {
    await consume(this.#addresses, address);
    await consume(this.#resets, digest(email));
  }

  /** `account` is an address of e-mail for passwords, and the operator's id for codes: each has its own limit. */
  async countOperator(address: string, account?: string): Promise<void> {
    await consume(this.#operatorAddresses, address);
    if (account !== undefined) await consume(this.#operators, digest(account));
  }

  async forgiveOperator(address: string, account: string): Promise<void> {
    await Promise.all([this.#operators.delete(digest(account)), this.#operatorAddresses.reward(address)]);
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

/** Unknown addresses are counted too; there is no need to store them in plain text. */
function digest(email: string): string {
  return createHash('sha256').update(email).digest('base64url');
}
