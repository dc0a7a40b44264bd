import { GatewayUnavailable } from '../errors.ts';
import { type Payment } from './payment.ts';

type Verify = (signal: AbortSignal) => Promise<Payment>;

/**
 * Lets calls that verify one payment at the same time share lookups: however many calls, at most two lookups. A lookup may
 * have been answered before a later caller's customer paid. So a call that comes during a lookup takes its result only if
 * it has settled the payment. Otherwise all such calls share one next lookup.
 */
export class SharedVerifications {
  readonly #latest = new Map<string, Verification>();

  async join(payment: Payment, verify: Verify, signal?: AbortSignal): Promise<Payment> {
    const latest = this.#latest.get(payment.id);
    const verification = latest?.isJoinable ? latest : this.#begin(payment, verify, latest);
    return verification.join(signal);
  }

  #begin(payment: Payment, verify: Verify, previous: Verification | undefined): Verification {
    const next = new Verification(async (signal) => {
      try {
        const earlier = await previous?.result.catch(() => null);
        if (earlier?.isSettled && !payment.isSettled) return earlier;
        next.isJoinable = false;
        return await verify(signal);
      } finally {
        if (this.#latest.get(payment.id) === next) this.#latest.delete(payment.id);
      }
    });
    this.#latest.set(payment.id, next);
    return next;
  }
}

class Verification {
  /** False from the moment on when its lookup is sent, or when all of its callers have gone. */
  isJoinable = true;
  readonly result: Promise<Payment>;
  readonly #abandoned = new AbortController();
  #callers = 0;

  constructor(run: Verify) {
    // In a microtask, so that the creator's variable is assigned before it runs.
    this.result = Promise.resolve().then(() => run(this.#abandoned.signal));
    this.result.catch(() => {});
  }

  /** Rejects when this caller goes. When the last one goes, the lookup is aborted. */
  join(signal?: AbortSignal): Promise<Payment> {
    this.#callers += 1;
    if (!signal) return this.result;
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#leave();
        reject(new GatewayUnavailable('lookup', 'the caller has gone'));
      };
      if (signal.aborted) return leave();
      signal.addEventListener('abort', leave);
      void this.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  #leave(): void {
    this.#callers -= 1;
    if (this.#callers > 0) return;
    this.isJoinable = false;
    this.#abandoned.abort();
  }
}
