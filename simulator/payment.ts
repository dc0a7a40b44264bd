import { z } from 'zod';
import { randomId } from './random-id.ts';

const statuses = ['Initiated', 'Pending', 'Completed', 'User canceled', 'Expired'] as const;
type SettledStatus = (typeof statuses)[number];
export type PaymentStatus = SettledStatus | 'Partially refunded' | 'Refunded';

export type CheckoutStep = 'khalti-id' | 'mpin' | 'otp' | 'confirm';

/** Late money is still money: a closed link can become Completed, when whoever drives the simulator says so. */
const transitions: Record<SettledStatus, readonly SettledStatus[]> = {
  Initiated: ['Pending', 'Completed', 'User canceled', 'Expired'],
  Pending: ['Completed', 'User canceled', 'Expired'],
  'User canceled': ['Completed', 'Pending'],
  Expired: ['Completed', 'Pending'],
  Completed: [],
};

export const paymentRecordSchema = z.object({
  pidx: z.string(),
  purchaseOrderId: z.string(),
  purchaseOrderName: z.string(),
  returnUrl: z.string(),
  websiteUrl: z.string(),
  /** What the merchant asked for. */
  amountPaisa: z.int(),
  /** What was paid: the same, unless a script says otherwise. */
  totalPaisa: z.int(),
  refundedPaisa: z.int(),
  createdAt: z.number(),
  expiresAt: z.number(),
  status: z.enum(statuses),
  transactionId: z.string().nullable(),
  khaltiId: z.string().nullable(),
  step: z.enum(['khalti-id', 'mpin', 'otp', 'confirm']),
});
export type PaymentRecord = z.infer<typeof paymentRecordSchema>;

/** A verb that does not fit the state that the payment is in. Nothing has changed. */
export class NotPossible extends Error {}

export class Payment {
  readonly #record: PaymentRecord;
  readonly #now: () => number;
  readonly #changed: () => void;

  constructor(record: PaymentRecord, now: () => number, changed: () => void) {
    this.#record = record;
    this.#now = now;
    this.#changed = changed;
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

  /** Read off the clock each time, so that a link expires without anybody touching it. */
  get status(): PaymentStatus {
    const { refundedPaisa, totalPaisa } = this.#record;
    const settled = this.#settledStatus;
    if (settled !== 'Completed' || refundedPaisa === 0) return settled;
    return refundedPaisa < totalPaisa ? 'Partially refunded' : 'Refunded';
  }

  get isPaid(): boolean {
    return this.#settledStatus === 'Completed';
  }

  get isTimeUp(): boolean {
    return this.#now() >= this.#record.expiresAt;
  }

  complete(paid: { amountPaisa?: number | undefined; transactionId?: string | undefined } = {}): void {
    this.#moveTo('Completed');
    this.#record.totalPaisa = paid.amountPaisa ?? this.#record.amountPaisa;
    this.#record.transactionId = paid.transactionId ?? randomId();
    this.#changed();
  }

  cancel(): void {
    this.#moveTo('User canceled');
  }

  expire(): void {
    this.#moveTo('Expired');
  }

  leavePending(): void {
    this.#moveTo('Pending');
  }

  /** Without an amount: all that is left. */
  refund(amountPaisa?: number): void {
    if (!this.isPaid) throw new NotPossible(`The payment is ${this.status}: there is nothing to refund.`);
    const left = this.#record.totalPaisa - this.#record.refundedPaisa;
    if (left === 0) throw new NotPossible('The payment has been refunded already.');
    if (amountPaisa !== undefined && amountPaisa > left) {
      throw new NotPossible(`The refund is too large: ${left} paisa are left.`);
    }
    this.#record.refundedPaisa += amountPaisa ?? left;
    this.#changed();
  }

  /** How far the customer has come on the payment page. */
  reach(step: CheckoutStep, khaltiId: string | null = this.#record.khaltiId): void {
    this.#record.step = step;
    this.#record.khaltiId = khaltiId;
    this.#changed();
  }

  toJSON(): PaymentRecord {
    return { ...this.#record };
  }

  get #settledStatus(): SettledStatus {
    return this.#record.status === 'Initiated' && this.isTimeUp ? 'Expired' : this.#record.status;
  }

  #moveTo(status: SettledStatus): void {
    if (!transitions[this.#settledStatus].includes(status)) {
      throw new NotPossible(`The payment is ${this.status} and cannot transitionTo ${status}.`);
    }
    this.#record.status = status;
    this.#changed();
  }
}
