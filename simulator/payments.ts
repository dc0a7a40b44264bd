import { Payment, type PaymentRecord } from './payment.ts';
import { randomId } from './random-id.ts';

export interface Order {
  readonly purchaseOrderId: string;
  readonly purchaseOrderName: string;
  readonly returnUrl: string;
  readonly websiteUrl: string;
  readonly amountPaisa: number;
}

/** Every payment that the simulator knows. */
export class Payments {
  readonly #byPidx = new Map<string, Payment>();
  readonly #now: () => number;
  #changed: () => void = () => {};

  constructor(now: () => number, records: readonly PaymentRecord[]) {
    this.#now = now;
    for (const record of records) this.#add(record);
  }

  get all(): ReadonlyMap<string, Payment> {
    return this.#byPidx;
  }

  onChange(changed: () => void): void {
    this.#changed = changed;
  }

  open(order: Order, lifetimeSeconds: number): Payment {
    const createdAt = this.#now();
    const payment = this.#add({
      ...order,
      pidx: randomId(),
      totalPaisa: order.amountPaisa,
      refundedPaisa: 0,
      createdAt,
      expiresAt: createdAt + lifetimeSeconds * 1000,
      status: 'Initiated',
      transactionId: null,
      khaltiId: null,
      step: 'khalti-id',
    });
    this.#changed();
    return payment;
  }

  find(pidx: string): Payment | undefined {
    return this.#byPidx.get(pidx);
  }

  findByOrder(purchaseOrderId: string): Payment | undefined {
    return [...this.#byPidx.values()].findLast((payment) => payment.purchaseOrderId === purchaseOrderId);
  }

  findByTransaction(transactionId: string): Payment | undefined {
    for (const payment of this.#byPidx.values()) {
      if (payment.transactionId === transactionId) return payment;
    }
    return undefined;
  }

  newest(count: number): Payment[] {
    return [...this.#byPidx.values()].slice(-count).reverse();
  }

  #add(record: PaymentRecord): Payment {
    const payment = new Payment(record, this.#now, () => this.#changed());
    this.#byPidx.set(payment.pidx, payment);
    return payment;
  }
}
