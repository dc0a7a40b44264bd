import { Payment } from './payment.ts';
import type { PaymentRecord } from './payment-record.ts';
import { randomId } from './random-id.ts';
import { SECOND_MS } from './time.ts';

export type Order = Readonly<
  Pick<PaymentRecord, 'purchaseOrderId' | 'purchaseOrderName' | 'returnUrl' | 'websiteUrl' | 'amountPaisa'>
>;

/** All payments of this simulator, in the order in which it got them. */
export class Payments {
  readonly #byPidx = new Map<string, Payment>();
  readonly #now: () => number;
  #onChange: () => void = () => {};

  constructor(now: () => number, records: readonly PaymentRecord[]) {
    this.#now = now;
    for (const record of records) this.#add(record);
  }

  get byPidx(): ReadonlyMap<string, Payment> {
    return this.#byPidx;
  }

  onChange(listener: () => void): void {
    this.#onChange = listener;
  }

  open(order: Order, lifetimeSeconds: number): Payment {
    const createdAt = this.#now();
    const payment = this.#add({
      ...order,
      pidx: randomId(),
      totalPaisa: order.amountPaisa,
      refundedPaisa: 0,
      createdAt,
      expiresAt: createdAt + lifetimeSeconds * SECOND_MS,
      status: 'Initiated',
      transactionId: null,
      khaltiId: null,
      step: 'khalti-id',
      isBankPayment: false,
      feePaisa: null,
      refundRequestCount: 0,
      refunds: [],
    });
    this.#onChange();
    return payment;
  }

  /** Payments as they are elsewhere, such as from a backup. One with the same pidx is replaced. */
  load(records: readonly PaymentRecord[]): Payment[] {
    const payments = records.map((record) => this.#add(record));
    this.#onChange();
    return payments;
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
    // Loaded payments may be older than those before them.
    const latestFirst = [...this.#byPidx.values()].reverse();
    return latestFirst.sort((a, b) => b.createdAt - a.createdAt).slice(0, count);
  }

  #add(record: PaymentRecord): Payment {
    const payment = new Payment(record, this.#now, () => this.#onChange());
    this.#byPidx.set(payment.pidx, payment);
    return payment;
  }
}
