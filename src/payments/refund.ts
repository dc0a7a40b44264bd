import { type Rel } from '@mikro-orm/core';
import {
  Check,
  Entity,
  Enum,
  Index,
  ManyToOne,
  PrimaryKey,
  Property,
  Trigger,
  Unique,
} from '@mikro-orm/decorators/legacy';
import { v7 as uuid } from 'uuid';
import { Payment } from './payment.ts';
import { OPEN_REFUND_STATUSES, RefundStatus, refundTransitions } from './refund-status.ts';

/** Who returned the money: this server, somebody on Khalti's dashboard, or a bank transfer or cash. */
export enum RefundOrigin {
  OPERATOR = 'OPERATOR',
  KHALTI = 'KHALTI',
  OUTSIDE = 'OUTSIDE',
}

export enum RefundKind {
  WHOLE = 'WHOLE',
  PART = 'PART',
}

export enum RefundAccess {
  REVOKE = 'REVOKE',
  KEEP = 'KEEP',
  SHORTEN = 'SHORTEN',
}

/** What a final status is based on. */
export enum RefundEvidence {
  ANSWER = 'ANSWER',
  LOOKUP = 'LOOKUP',
  OPERATOR = 'OPERATOR',
}

export type NewRefund = Pick<Refund, 'payment' | 'origin' | 'kind' | 'amountPaisa' | 'access' | 'reason'> &
  Partial<Pick<Refund, 'shortenDays' | 'note' | 'authorId' | 'idempotencyKey' | 'reference'>>;

const openStatuses = OPEN_REFUND_STATUSES.map((status) => `'${status}'`).join(', ');

/** The channel on which each change of a refund is announced. The payload is the id of its payment. */
export const REFUND_CHANGED = 'refund_changed';

/** What is known of one refund. Khalti's lookup reports no sums, so this ledger is the only place that has them. */
@Entity({ tableName: 'refunds' })
@Index({ properties: ['payment', 'id'] })
@Index({ properties: ['status', 'id'] })
@Index({ properties: ['createdAt', 'id'] })
@Index({ properties: ['origin', 'createdAt', 'id'] })
@Index({ properties: ['amountPaisa', 'id'] })
@Index({ properties: ['doneAt'] })
@Index({
  name: 'refunds_one_open_for_each_payment',
  expression: `create unique index "refunds_one_open_for_each_payment" on "refunds" ("payment_id") where "status" in (${openStatuses})`,
})
@Index({
  name: 'refunds_contradicted',
  expression: 'create index "refunds_contradicted" on "refunds" ("id") where "is_contradicted"',
})
@Trigger({
  name: 'refunds_changed',
  timing: 'after',
  events: ['insert', 'update'],
  forEach: 'row',
  body: `perform pg_notify('${REFUND_CHANGED}', new.payment_id::text); return null`,
})
@Check({ name: 'refunds_amount_is_positive', expression: 'amount_paisa > 0' })
@Check({ name: 'refunds_amount_is_known', expression: "amount_paisa is not null or origin = 'KHALTI'" })
@Check({ name: 'refunds_shorten_by_days', expression: "(access = 'SHORTEN') = (shorten_days is not null)" })
export class Refund {
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  @ManyToOne(() => Payment)
  payment: Rel<Payment>;

  @Enum({ items: () => RefundOrigin, nativeEnumName: 'refund_origin' })
  origin: RefundOrigin;

  @Enum({ items: () => RefundKind, nativeEnumName: 'refund_kind' })
  kind: RefundKind;

  /** Null only for a refund on Khalti's dashboard, until an operator names the sum. */
  @Property({ type: 'integer', nullable: true })
  amountPaisa: number | null;

  /** False if Khalti's lookup confirms a refund of a part, but cannot confirm its sum. */
  @Property({ type: 'boolean' })
  isAmountConfirmed: boolean = true;

  @Enum({ items: () => RefundAccess, nativeEnumName: 'refund_access' })
  access: RefundAccess;

  @Property({ type: 'integer', nullable: true })
  shortenDays: number | null;

  @Property({ type: 'text' })
  reason: string;

  @Property({ type: 'text', nullable: true })
  note: string | null;

  /** The operator; null for a refund that a lookup reported. Without a foreign key: this folder does not know operators. */
  @Property({ type: 'uuid', nullable: true })
  authorId: string | null;

  @Property({ type: 'text', nullable: true })
  @Unique()
  idempotencyKey: string | null;

  @Enum({ items: () => RefundStatus, nativeEnumName: 'refund_status' })
  status: RefundStatus = RefundStatus.REQUESTED;

  @Enum({ items: () => RefundEvidence, nativeEnumName: 'refund_evidence', nullable: true })
  evidence: RefundEvidence | null = null;

  /** Khalti's status of the payment just before the request was sent, in Khalti's words. */
  @Property({ type: 'text', nullable: true })
  khaltiStatusBefore: string | null = null;

  /** A part was requested, and Khalti reports the whole payment refunded. While there is such a refund, parts are off. */
  @Property({ type: 'boolean', default: false })
  isContradicted: boolean = false;

  /** When a lookup first agreed with Khalti's answer that it refunded. */
  @Property({ type: 'timestamptz', nullable: true })
  confirmedAt: Date | null = null;

  /** Khalti's refusal, or why the result is unknown. */
  @Property({ type: 'text', nullable: true })
  failure: string | null = null;

  /** What proves a refund that an operator settled, such as a bank's reference. */
  @Property({ type: 'text', nullable: true })
  reference: string | null;

  @Property({ type: 'uuid', nullable: true })
  settledById: string | null = null;

  @Property({ type: 'timestamptz', nullable: true })
  sentAt: Date | null = null;

  /** When the money was known to have gone back. The figures count the refund on this day. */
  @Property({ type: 'timestamptz', nullable: true })
  doneAt: Date | null = null;

  @Property({ type: 'timestamptz' })
  createdAt: Date = new Date();

  @Property({ type: 'timestamptz', onUpdate: () => new Date() })
  updatedAt: Date = new Date();

  constructor(values: NewRefund) {
    this.payment = values.payment;
    this.origin = values.origin;
    this.kind = values.kind;
    this.amountPaisa = values.amountPaisa;
    this.access = values.access;
    this.reason = values.reason;
    this.shortenDays = values.shortenDays ?? null;
    this.note = values.note ?? null;
    this.authorId = values.authorId ?? null;
    this.idempotencyKey = values.idempotencyKey ?? null;
    this.reference = values.reference ?? null;
  }

  get isOpen(): boolean {
    return OPEN_REFUND_STATUSES.some((status) => status === this.status);
  }

  /** Of a refund of a part, whether Khalti reported no refund before. Only then can a lookup prove it. */
  get isFirst(): boolean {
    return this.khaltiStatusBefore?.toLowerCase() === 'completed';
  }

  send(khaltiStatusBefore: string): void {
    this.transitionTo(RefundStatus.SENDING);
    this.khaltiStatusBefore = khaltiStatusBefore;
    this.sentAt = new Date();
    this.failure = null;
  }

  finish(evidence: RefundEvidence): void {
    this.transitionTo(RefundStatus.DONE);
    this.evidence = evidence;
    this.doneAt = new Date();
    this.failure = null;
  }

  /** Ends without money, or waits: keeps why. */
  stop(status: RefundStatus, failure: string | null): void {
    this.transitionTo(status);
    this.failure = failure;
    if (status === RefundStatus.REQUESTED) this.sentAt = null;
  }

  /** A refund that did not go through this server, and that is already done. */
  static made(values: NewRefund, evidence: RefundEvidence): Refund {
    const refund = new Refund(values);
    refund.status = RefundStatus.DONE;
    refund.evidence = evidence;
    refund.doneAt = refund.createdAt;
    return refund;
  }

  transitionTo(status: RefundStatus): void {
    if (!refundTransitions[this.status].includes(status)) {
      throw new Error(`A refund cannot go from ${this.status} to ${status}`);
    }
    this.status = status;
    this.updatedAt = new Date();
  }
}
