import type { CheckoutStep, PaymentRecord, RecordedStatus, RefundOrigin } from './payment-record.ts';
import { canBecome, type PaymentStatus, withRefunds } from './payment-status.ts';
import { randomId } from './random-id.ts';

/** The payment's status does not allow the action. Nothing has changed. */
export class ActionNotAllowed extends Error {}

interface Paid {
  readonly amountPaisa: number | undefined;
  readonly transactionId: string | undefined;
  readonly khaltiId: string | undefined;
}

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
  get merchant(): string {
    return this.#record.merchant;
  }
  get merchantFields(): PaymentRecord['merchantFields'] {
    return this.#record.merchantFields;
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
  get unrefundedPaisa(): number {
    return this.#record.totalPaisa - this.#record.refundedPaisa;
  }
  get feePaisa(): number | null {
    return this.#record.feePaisa;
  }
  get isBankPayment(): boolean {
    return this.#record.isBankPayment;
  }
  get refunds(): PaymentRecord['refunds'] {
    return this.#record.refunds;
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
    return this.statusWithDelay(0);
  }

  /** The status as it was before the refunds of the last `refundDelayMs`. */
  statusWithDelay(refundDelayMs: number): PaymentStatus {
    const { refunds, refundedPaisa, totalPaisa } = this.#record;
    const recent = refunds.filter(({ at }) => this.#now() < at + refundDelayMs);
    const recentPaisa = recent.reduce((sum, { amountPaisa }) => sum + amountPaisa, 0);
    return withRefunds(this.#currentStatus, refundedPaisa - recentPaisa, totalPaisa);
  }

  get isPaid(): boolean {
    return this.#currentStatus === 'Completed';
  }

  get isPastExpiry(): boolean {
    return this.#now() >= this.#record.expiresAt;
  }

  complete(paid: Partial<Paid> = {}): void {
    this.#refuseTransition('Completed');
    this.#record.totalPaisa = paid.amountPaisa ?? this.#record.amountPaisa;
    this.#record.transactionId = paid.transactionId ?? randomId();
    this.#record.khaltiId = paid.khaltiId ?? this.#record.khaltiId;
    this.#transitionTo('Completed');
  }

  cancel(): void {
    this.#transitionTo('User canceled');
  }

  fail(): void {
    this.#transitionTo('Failed');
  }

  expire(): void {
    this.#transitionTo('Expired');
  }

  markPending(): void {
    this.#transitionTo('Pending');
  }

  markAsBankPayment(): void {
    this.#record.isBankPayment = true;
    this.#onChange();
  }

  countRefundRequest(): void {
    this.#record.refundRequestCount += 1;
    this.#onChange();
  }

  refund(origin: RefundOrigin, amountPaisa = this.unrefundedPaisa): void {
    if (!this.isPaid) {
      throw new ActionNotAllowed(`The payment is ${this.status}. Only a completed payment can be refunded.`);
    }
    const left = this.unrefundedPaisa;
    if (left === 0) throw new ActionNotAllowed('The payment is already fully refunded.');
    if (amountPaisa > left) {
      throw new ActionNotAllowed(`The refund is too large. At most ${left} paisa can be refunded.`);
    }
    this.#record.refundedPaisa += amountPaisa;
    this.#record.refunds = [...this.#record.refunds, { at: this.#now(), amountPaisa, origin }];
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

  #refuseTransition(status: RecordedStatus): void {
    if (canBecome(this.#currentStatus, status)) return;
    throw new ActionNotAllowed(`The payment is ${this.status} and cannot become ${status}.`);
  }

  #transitionTo(status: RecordedStatus): void {
    this.#refuseTransition(status);
    this.#record.status = status;
    this.#onChange();
  }
}
