import type { CheckoutStep, PaymentRecord, RecordedStatus } from './payment-record.ts';
import { randomId } from './random-id.ts';

export type PaymentStatus = RecordedStatus | 'Partially refunded' | 'Refunded';

/** A closed link can still become paid, because a script may send a late payment. */
const transitions: Record<RecordedStatus, readonly RecordedStatus[]> = {
  Initiated: ['Pending', 'Completed', 'User canceled', 'Expired'],
  Pending: ['Completed', 'User canceled', 'Expired'],
  'User canceled': ['Completed', 'Pending'],
  Expired: ['Completed', 'Pending'],
  Completed: [],
};

/** The payment's status does not allow the action. Nothing has changed. */
export class ActionNotAllowed extends Error {}

export class Payment {
  readonly #record: PaymentRecord;
  readonly #now: () => number;
  readonly #onChange: () => void;

  constructor(record: PaymentRecord, now: () => number, onChange: () => void) {
    this.#record = record;
    this.#now = now;
    this.#onChange = onChange;
  }

  get pidx(): string {
    return this.#record.pidx;
  }
  get purchaseOrderId(): string {
    return this.#record.purchaseOrderId;
  }
  get purchaseOrderName(): string {
    return this.#record.purchaseOrderName;
  }
  get returnUrl(): string {
    return this.#record.returnUrl;
  }
  get websiteUrl(): string {
    return this.#record.websiteUrl;
  }
  get amountPaisa(): number {
    return this.#record.amountPaisa;
  }
  get totalPaisa(): number {
    return this.#record.totalPaisa;
  }
  get refundedPaisa(): number {
    return this.#record.refundedPaisa;
  }
  get createdAt(): number {
    return this.#record.createdAt;
  }
  get expiresAt(): number {
    return this.#record.expiresAt;
  }
  get transactionId(): string | null {
    return this.#record.transactionId;
  }
  get khaltiId(): string | null {
    return this.#record.khaltiId;
  }
  get step(): CheckoutStep {
    return this.#record.step;
  }

  /** Computed on each read, because no timer expires a link. */
  get status(): PaymentStatus {
    const { refundedPaisa, totalPaisa } = this.#record;
    const status = this.#currentStatus;
    if (status !== 'Completed' || refundedPaisa === 0) return status;
    return refundedPaisa < totalPaisa ? 'Partially refunded' : 'Refunded';
  }

  get isPaid(): boolean {
    return this.#currentStatus === 'Completed';
  }

  get isPastExpiry(): boolean {
    return this.#now() >= this.#record.expiresAt;
  }

  complete(paid: { amountPaisa?: number | undefined; transactionId?: string | undefined } = {}): void {
    this.#transitionTo('Completed');
    this.#record.totalPaisa = paid.amountPaisa ?? this.#record.amountPaisa;
    this.#record.transactionId = paid.transactionId ?? randomId();
    this.#onChange();
  }

  cancel(): void {
    this.#transitionTo('User canceled');
  }

  expire(): void {
    this.#transitionTo('Expired');
  }

  markPending(): void {
    this.#transitionTo('Pending');
  }

  /** Refunds everything that is left unless an amount is given. */
  refund(amountPaisa?: number): void {
    if (!this.isPaid) {
      throw new ActionNotAllowed(`The payment is ${this.status}. Only a completed payment can be refunded.`);
    }
    const left = this.#record.totalPaisa - this.#record.refundedPaisa;
    if (left === 0) throw new ActionNotAllowed('The payment is already fully refunded.');
    if (amountPaisa !== undefined && amountPaisa > left) {
      throw new ActionNotAllowed(`The refund is too large. At most ${left} paisa can be refunded.`);
    }
    this.#record.refundedPaisa += amountPaisa ?? left;
    this.#onChange();
  }

  goToStep(step: CheckoutStep, khaltiId: string | null = this.#record.khaltiId): void {
    this.#record.step = step;
    this.#record.khaltiId = khaltiId;
    this.#onChange();
  }

  toJSON(): PaymentRecord {
    return { ...this.#record };
  }

  get #currentStatus(): RecordedStatus {
    return this.#record.status === 'Initiated' && this.isPastExpiry ? 'Expired' : this.#record.status;
  }

  #transitionTo(status: RecordedStatus): void {
    if (!transitions[this.#currentStatus].includes(status)) {
      throw new ActionNotAllowed(`The payment is ${this.status} and cannot become ${status}.`);
    }
    this.#record.status = status;
    this.#onChange();
  }
}
