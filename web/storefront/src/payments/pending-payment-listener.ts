import type { PaymentListener } from './listen-to-payment.ts';
import { type Payment } from './payment.ts';

/** Listens while a payment is pending: another request or a job may settle it. */
export class PendingPaymentListener {
  readonly #pidx: string;
  readonly #onSettled: () => void;
  readonly #onClose: () => void;
  #listener: PaymentListener | null = null;
  #attempt = 0;
  #isStarted = false;

  /** `onClose` is called if a stream that was live closes. */
  constructor(pidx: string, onSettled: () => void, onClose: () => void) {
    this.#pidx = pidx;
    this.#onSettled = onSettled;
    this.#onClose = onClose;
  }

  get isLive(): boolean {
    return this.#listener?.isLive === true;
  }

  /** Starts if the payment is pending, also again after the stream closed. Otherwise stops. */
  follow({ status }: Payment): void {
    if (status !== 'PENDING') this.stop();
    else if (!this.#isStarted) void this.#start();
  }

  stop(): void {
    this.#attempt += 1;
    this.#isStarted = false;
    this.#listener?.stop();
    this.#listener = null;
  }

  async #start(): Promise<void> {
    this.#isStarted = true;
    this.#attempt += 1;
    const attempt = this.#attempt;
    const isCurrent = () => attempt === this.#attempt;
    const close = () => {
      if (!isCurrent()) return;
      const wasLive = this.isLive;
      this.stop();
      if (wasLive) this.#onClose();
    };
    try {
      const { listenToPayment } = await import('./listen-to-payment.ts');
      if (!isCurrent()) return;
      const onStatus = (status: Payment['status']) => isCurrent() && status !== 'PENDING' && this.#onSettled();
      this.#listener = listenToPayment(this.#pidx, onStatus, close);
    } catch {
      close();
    }
  }
}
