import { Payment } from './payment.ts';
import type { PaymentRecord } from './payment-record.ts';
import { SECOND_MS } from './time.ts';

export type Order = Readonly<
  Pick<
    PaymentRecord,
    | 'purchaseOrderId'
    | 'purchaseOrderName'
    | 'returnUrl'
    | 'websiteUrl'
    | 'amountPaisa'
    | 'customerInfo'
    | 'merchantFields'
  >
>;

export type ChangeListener = (payment: Payment, isRemoved: boolean) => void;

/** All payments of this simulator, in the order in which it got them. */
export class Payments {
  readonly #byPidx = new Map<string, Payment>();
  readonly #byOrder = new Map<string, Set<Payment>>();
  readonly #byTransaction = new Map<string, Set<Payment>>();
  readonly #listeners: ChangeListener[] = [];
  readonly #now: () => number;

  constructor(now: () => number, records: readonly PaymentRecord[]) {
    this.#now = now;
    for (const record of records) this.#add(record);
  }

  get byPidx(): ReadonlyMap<string, Payment> {
    return this.#byPidx;
  }

  onChange(listener: ChangeListener): void {
    this.#listeners.push(listener);
  }

  open(order: Order, made: { merchant: string; pidx: string; lifetimeSeconds: number }): Payment {
    const { merchant, pidx, lifetimeSeconds } = made;
    const createdAt = this.#now();
    return this.put({
      ...order,
      merchant,
      pidx,
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
  }

  /** Adds a payment as it is, such as from a backup. One with the same pidx is replaced. */
  put(record: PaymentRecord): Payment {
    const replaced = this.#byPidx.get(record.pidx);
    if (replaced) this.remove(replaced);
    const payment = this.#add(record);
    this.#changed(payment);
    return payment;
  }

  remove(payment: Payment): void {
    this.#byPidx.delete(payment.pidx);
    this.#byOrder.get(payment.purchaseOrderId)?.delete(payment);
    this.#byTransaction.get(payment.transactionId ?? '')?.delete(payment);
    for (const listener of this.#listeners) listener(payment, true);
  }

  /** Without a merchant: of any. */
  find(pidx: string, merchant?: string): Payment | undefined {
    const payment = this.#byPidx.get(pidx);
    return payment !== undefined && isOf(payment, merchant) ? payment : undefined;
  }

  findByOrder(purchaseOrderId: string, merchant?: string): Payment | undefined {
    return [...(this.#byOrder.get(purchaseOrderId) ?? [])].findLast((payment) => isOf(payment, merchant));
  }

  findByTransaction(transactionId: string, merchant?: string): Payment | undefined {
    return [...(this.#byTransaction.get(transactionId) ?? [])].find((payment) => isOf(payment, merchant));
  }

  newestFirst(): Payment[] {
    // Loaded payments may be older than those before them.
    const latestFirst = [...this.#byPidx.values()].reverse();
    return latestFirst.sort((a, b) => b.createdAt - a.createdAt);
  }

  #add(record: PaymentRecord): Payment {
    const payment = new Payment(record, this.#now, () => this.#changed(payment));
    this.#byPidx.set(payment.pidx, payment);
    index(this.#byOrder, payment.purchaseOrderId, payment);
    index(this.#byTransaction, payment.transactionId, payment);
    return payment;
  }

  #changed(payment: Payment): void {
    index(this.#byTransaction, payment.transactionId, payment);
    for (const listener of this.#listeners) listener(payment, false);
  }
}

function isOf(payment: Payment, merchant: string | undefined): boolean {
  return merchant === undefined || payment.merchant === merchant;
}

function index(map: Map<string, Set<Payment>>, key: string | null, payment: Payment): void {
  if (key === null) return;
  const found = map.get(key) ?? new Set();
  map.set(key, found.add(payment));
}
