import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimited } from '../errors.ts';
import { type Said, say } from '../languages/say.ts';

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;

export interface AccountLimitSettings {
  paymentsPerHour: number;
  verificationsPerMinute: number;
}

/** Limits of one account, from whatever network address. Counted in memory, because checkouts must not take longer. */
export class AccountLimits {
  readonly #payments: RateLimiterAbstract;
  readonly #verifications: RateLimiterAbstract;

  constructor({ paymentsPerHour, verificationsPerMinute }: AccountLimitSettings) {
    this.#payments = new RateLimiterMemory({ points: paymentsPerHour, duration: HOUR_SECONDS });
    this.#verifications = new RateLimiterMemory({ points: verificationsPerMinute, duration: MINUTE_SECONDS });
  }

  /** Call it before a payment is opened. Returns the refusal; null if there is none. */
  countPayment(userId: string): Promise<RateLimited | null> {
    return consume(
      this.#payments,
      userId,
      say(({ manyPayments }) => manyPayments),
    );
  }

  async forgivePayment(userId: string): Promise<void> {
    await this.#payments.reward(userId);
  }

  async countVerification(userId: string): Promise<void> {
    const message = say(({ manyChecks }) => manyChecks);
    const refusal = await consume(this.#verifications, userId, message);
    if (refusal) throw refusal;
  }
}

async function consume(limiter: RateLimiterAbstract, userId: string, message: Said): Promise<RateLimited | null> {
  try {
    await limiter.consume(userId);
    return null;
  } catch (rejection) {
    if (rejection instanceof RateLimiterRes) return new RateLimited(Math.ceil(rejection.msBeforeNext / 1000), message);
    throw rejection;
  }
}
