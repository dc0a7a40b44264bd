import type { Listening } from './hear-payment.ts';
import { type Payment } from './payment.ts';

/** Hears of a pending payment that somebody else settles. */
export class PendingListener {
  readonly #pidx: string;
  readonly #changed: () => void;
  readonly #fellSilent: () => void;
  #listening: Listening | null = null;
  #attempt = 0;
  #isBusy = false;

  constructor(pidx: string, changed: () => void, fellSilent: () => void) {
    this.#pidx = pidx;
    this.#changed = changed;
    this.#fellSilent = fellSilent;
  }

  get isHeard(): boolean {
    return this.#listening?.isHeard === true;
  }

  /** Listens while this payment is pending, and again where it fell silent before. */
  follow({ status }: Payment): void {
    if (status !== 'PENDING') this.stop();
    else if (!this.#isBusy) void this.#begin();
  }

  stop(): void {
    this.#attempt += 1;
    this.#isBusy = false;
    this.#listening?.stop();
    this.#listening = null;
  }

  async #begin(): Promise<void> {
    this.#isBusy = true;
    this.#attempt += 1;
    const attempt = this.#attempt;
    const isCurrent = () => attempt === this.#attempt;
    const end = () => {
      if (!isCurrent()) return;
      const wasHeard = this.isHeard;
      this.stop();
      if (wasHeard) this.#fellSilent();
    };
    try {
      const { hearPayment } = await import('./hear-payment.ts');
      if (!isCurrent()) return;
      const told = (status: Payment['status']) => isCurrent() && status !== 'PENDING' && this.#changed();
      this.#listening = hearPayment(this.#pidx, told, end);
    } catch {
      end();
    }
  }
}
