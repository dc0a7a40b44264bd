import { BigIntType, type Rel } from '@mikro-orm/core';
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
import { GraphQLDateTime, GraphQLPositiveInt, GraphQLURL } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { type Language } from '../languages/language.ts';
import { Decimal, MIN_PAYABLE_PAISA, rupees } from '../money.ts';
import { Plan } from '../subscriptions/plan.ts';
import { User } from '../users/user.ts';
import { messages } from './messages.ts';
import { PaymentStatus, transitions } from './payment-status.ts';
import { ReviewDecision, ReviewReason } from './review-reason.ts';

/** One attempt to pay for one plan. It has no constructor: `createPayment` copies price and length in SQL. */
@ObjectType({ description: 'One attempt to pay for one plan.', simpleResolvers: true })
@Entity({ tableName: 'payments' })
@Unique({ properties: ['user', 'idempotencyKey'] })
@Index({ properties: ['user', 'id'] })
@Index({ properties: ['createdAt', 'id'] })
@Index({ properties: ['status', 'createdAt', 'id'] })
@Index({ properties: ['plan', 'createdAt', 'id'] })
@Index({ properties: ['amountPaisa', 'id'] })
@Index({
  name: 'payments_paid_first_index',
  expression: `create index "payments_paid_first_index" on "payments" ((coalesce("paid_at", '-infinity'::timestamptz)), "id")`,
})
@Index({
  name: 'payments_failure_code_index',
  expression:
    'create index "payments_failure_code_index" on "payments" ("failure_code", "created_at") where "failure_code" is not null',
})
// For the question whether a customer has a pending payment, asked before each payment is opened.
@Index({
  name: 'payments_pending_index',
  expression: `create index "payments_pending_index" on "payments" ("user_id") where "status" = 'PENDING'`,
})
@Check({ name: 'payments_amount_is_payable', expression: `amount_paisa >= ${MIN_PAYABLE_PAISA}` })
@Check({ name: 'payments_duration_is_positive', expression: 'duration_days > 0' })
@Trigger({
  name: 'payments_event',
  timing: 'after',
  events: ['update'],
  forEach: 'row',
  expression: `create constraint trigger "payments_event" after update on "payments" deferrable initially deferred for each row
    when (new.status in ('COMPLETED', 'REFUNDED', 'PARTIALLY_REFUNDED', 'NEEDS_REVIEW') and (
      old.status is distinct from new.status or old.refunded_paisa is distinct from new.refunded_paisa))
    execute function record_payment_change()`,
})
export class Payment {
  @Field(() => ID, { description: "This server's id. Khalti's merchant dashboard shows it as the purchase order id." })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => User)
  user!: Rel<User>;

  @Field(() => Plan, { description: 'The plan that this payment is for.' })
  @ManyToOne(() => Plan, { index: true })
  plan!: Rel<Plan>;

  @Field(() => Int, {
    description:
      'Amount to pay, in paisa: the price of the plan when this payment was opened, less the unused value of what it is exchanged for.',
  })
  @Property({ type: 'integer' })
  amountPaisa!: number;

  @Field(() => GraphQLPositiveInt, {
    description: 'Length of the access in days of 24 hours: that of the plan when this payment was opened.',
  })
  @Property({ type: 'integer' })
  durationDays!: number;

  /** Of the plan when this payment was opened. Null if a version before 0.4 has opened it: then it is the plan's. */
  @Property({ type: 'text', nullable: true })
  planName!: string | null;

  /** In place of the periods in `exchanges`. */
  @Field(() => Boolean, {
    description: 'Whether its plan starts when it is paid, in place of what runs: `initiatePayment(startNow: true)`.',
  })
  @Property({ type: 'boolean', default: false })
  startsNow!: boolean;

  @Field(() => ID, { nullable: true, description: "Khalti's id of this payment. Null until Khalti has given one." })
  @Property({ type: 'text', nullable: true })
  @Unique()
  pidx!: string | null;

  /** Which Khalti has given the pidx: `gatewayName`. Null: not known, because a version before 0.3 opened the payment. */
  @Property({ type: 'text', nullable: true })
  gateway!: string | null;

  @Field(() => GraphQLURL, {
    nullable: true,
    description: "Khalti's payment page. Send the customer to this exact URL. Null until Khalti has given one.",
  })
  @Property({ type: 'text', nullable: true })
  paymentUrl!: string | null;

  @Field(() => GraphQLURL, {
    nullable: true,
    description:
      'Where Khalti sends the customer after `paymentUrl`. It never changes. Null for payments of older versions, which return to the storefront.',
  })
  @Property({ type: 'text', nullable: true })
  returnUrl!: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the payment link expires, as reported by Khalti. Null until Khalti has given a link.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  expiresAt!: Date | null;

  @Field(() => PaymentStatus, { description: 'The status of this payment.' })
  @Enum({ items: () => PaymentStatus, nativeEnumName: 'payment_status' })
  status!: PaymentStatus;

  @Field(() => String, {
    nullable: true,
    description:
      "Khalti's transaction id, which is also on the customer's receipt from Khalti. Null until the customer has paid.",
  })
  @Property({ type: 'text', nullable: true })
  @Unique()
  transactionId!: string | null;

  @Property({ type: 'integer', nullable: true })
  feePaisa!: number | null;

  /** When this server first learned that the customer has paid. */
  @Property({ type: 'timestamptz', nullable: true })
  @Index()
  paidAt!: Date | null;

  /** Why an operator must decide, what Khalti claimed, and for which transaction. Null if there was no doubt. */
  @Enum({ items: () => ReviewReason, nativeEnumName: 'review_reason', nullable: true })
  reviewReason!: ReviewReason | null;

  /** As Khalti reported it. It may be more than a column of type integer holds. */
  @Property({ type: new BigIntType('number'), nullable: true })
  claimedPaisa!: number | null;

  @Property({ type: 'text', nullable: true })
  claimedTransactionId!: string | null;

  /** What an operator has decided about `reviewReason`, when, and why. A claim that changes asks for another decision. */
  @Enum({ items: () => ReviewDecision, nativeEnumName: 'review_decision', nullable: true })
  reviewDecision!: ReviewDecision | null;

  @Property({ type: 'timestamptz', nullable: true })
  reviewedAt!: Date | null;

  @Property({ type: 'text', nullable: true })
  reviewNote!: string | null;

  /** Null after a partial refund on Khalti's dashboard: the lookup does not report the amount. */
  @Property({ type: 'integer', nullable: true })
  refundedPaisa!: number | null;

  @Property({ type: 'text', nullable: true })
  idempotencyKey!: string | null;

  /** Until when one call has the lease to open this payment at Khalti. */
  @Property({ type: 'timestamptz', nullable: true })
  openingUntil!: Date | null;

  /**
   * For support: the code of the last error at Khalti, `UNREADABLE_ANSWER` or `PENDING_AFTER_END`. Null after an answer
   * without a fault.
   */
  @Property({ type: 'text', nullable: true })
  failureCode!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When this payment was opened.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'When this payment last changed.' })
  @Property({ type: 'timestamptz', onUpdate: () => new Date() })
  updatedAt!: Date;

  @Field(() => Decimal, { description: 'The same amount in rupees, with two decimals, such as `"1350.00"`.' })
  get amount(): string {
    return rupees(this.amountPaisa);
  }

  /** A sentence about this status to show to the customer. */
  messageIn(language: Language): string {
    // Until the next lookup, the status of an expired link is still INITIATED.
    const isExpired = this.status === PaymentStatus.INITIATED && this.isLinkExpired;
    return messages[language][isExpired ? PaymentStatus.EXPIRED : this.status];
  }

  get isSettled(): boolean {
    return settled.has(this.status);
  }

  get isLinkExpired(): boolean {
    return (this.expiresAt?.getTime() ?? Infinity) <= Date.now();
  }

  /** Whether money may be under way, or the customer can still pay. */
  get isOpen(): boolean {
    return open.has(this.status);
  }

  get isEnded(): boolean {
    return this.status === PaymentStatus.CANCELED || this.status === PaymentStatus.EXPIRED;
  }

  get isHeld(): boolean {
    return this.failureCode === UNREADABLE_ANSWER;
  }

  /** Another Khalti, such as the simulator or the sandbox, has opened this payment: this one does not know it. */
  isElsewhere(gateway: string): boolean {
    return this.gateway !== null && this.gateway !== gateway;
  }

  open(link: { pidx: string; paymentUrl: string; expiresAt: Date; gateway: string }): void {
    this.transitionTo(PaymentStatus.INITIATED);
    this.pidx = link.pidx;
    this.gateway = link.gateway;
    this.paymentUrl = link.paymentUrl;
    this.expiresAt = link.expiresAt;
    this.openingUntil = null;
    this.failureCode = null;
  }

  /** Khalti gave no answer. The next call with the same key may try again at once. */
  release(code: string): void {
    this.openingUntil = null;
    this.failureCode = code;
  }

  fail(code: string): void {
    this.transitionTo(PaymentStatus.FAILED);
    this.openingUntil = null;
    this.failureCode = code;
  }

  /** An operator's decision about the doubt. */
  decide(decision: ReviewDecision, note: string): void {
    this.reviewDecision = decision;
    this.reviewedAt = new Date();
    this.reviewNote = note;
    this.updatedAt = this.reviewedAt;
  }

  /** By an operator. Khalti's own word completes a payment in `saveCompleted`. */
  complete(paid: { amountPaisa: number; transactionId: string | null; feePaisa: number | null }): void {
    this.transitionTo(PaymentStatus.COMPLETED);
    this.amountPaisa = paid.amountPaisa;
    this.paidAt = this.updatedAt;
    this.recordTransaction(paid);
  }

  recordTransaction({ transactionId, feePaisa }: { transactionId: string | null; feePaisa: number | null }): void {
    this.transactionId = transactionId ?? this.transactionId;
    this.feePaisa = feePaisa ?? this.feePaisa;
  }

  canTransitionTo(status: PaymentStatus): boolean {
    return transitions[this.status].includes(status);
  }

  transitionTo(status: PaymentStatus): void {
    if (!this.canTransitionTo(status)) throw new Error(`A payment cannot go from ${this.status} to ${status}`);
    this.status = status;
    this.updatedAt = new Date();
    if (status === PaymentStatus.REFUNDED) this.refundedPaisa = this.amountPaisa;
    if (status === PaymentStatus.PARTIALLY_REFUNDED) this.refundedPaisa = null;
  }
}

/** The failure code of an open payment that is held because Khalti's last answer could not be read. */
export const UNREADABLE_ANSWER = 'UNREADABLE_ANSWER';

/** The failure code of a cancelled or expired payment that Khalti calls pending: money may be under way. */
export const PENDING_AFTER_END = 'PENDING_AFTER_END';

const open: ReadonlySet<PaymentStatus> = new Set([
  PaymentStatus.CREATED,
  PaymentStatus.INITIATED,
  PaymentStatus.PENDING,
]);

const settled: ReadonlySet<PaymentStatus> = new Set([
  PaymentStatus.COMPLETED,
  PaymentStatus.PARTIALLY_REFUNDED,
  PaymentStatus.REFUNDED,
  PaymentStatus.FAILED,
]);
