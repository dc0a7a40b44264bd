import { type Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTime, GraphQLURL } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Decimal, rupees } from '../money.ts';
import { Plan } from '../subscriptions/plan.ts';
import { User } from '../users/user.ts';
import { messages, PaymentStatus, transitions } from './payment-status.ts';

/** One attempt to pay for one plan. Made by `createPayment`, in one statement with what it copies from the plan. */
@ObjectType({ description: 'One attempt to pay for one plan.', simpleResolvers: true })
@Entity({ tableName: 'payments' })
@Unique({ properties: ['user', 'idempotencyKey'] })
@Index({ properties: ['user', 'id'] })
@Check({ name: 'payments_amount_is_payable', expression: 'amount_paisa >= 1000' })
@Check({ name: 'payments_duration_is_positive', expression: 'duration_days > 0' })
export class Payment {
  @Field(() => ID, { description: "Ours; what Khalti's merchant dashboard shows as the purchase order id." })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => User)
  user!: Rel<User>;

  @Field(() => Plan, { description: 'What is being bought.' })
  @ManyToOne(() => Plan, { index: true })
  plan!: Rel<Plan>;

  @Field(() => Int, { description: 'What is to be paid, in paisa, as the plan cost when this payment was opened.' })
  @Property({ type: 'integer' })
  amountPaisa!: number;

  /** As the plan granted when this payment was opened. */
  @Property({ type: 'integer' })
  durationDays!: number;

  @Field(() => ID, { nullable: true, description: "Khalti's name for this payment. Null until Khalti gave one." })
  @Property({ type: 'text', nullable: true })
  @Unique()
  pidx!: string | null;

  @Field(() => GraphQLURL, {
    nullable: true,
    description: "Khalti's payment page: send the customer there, unchanged. Null until Khalti gave one.",
  })
  @Property({ type: 'text', nullable: true })
  paymentUrl!: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Until when `paymentUrl` can be paid at, in the words of Khalti. Null until Khalti gave one.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  expiresAt!: Date | null;

  @Field(() => PaymentStatus, { description: 'Where this payment stands.' })
  @Enum({ items: () => PaymentStatus, nativeEnumName: 'payment_status' })
  status!: PaymentStatus;

  @Field(() => String, {
    nullable: true,
    description: "Khalti's transaction id, which the customer's receipt from Khalti shows too. Null until money moved.",
  })
  @Property({ type: 'text', nullable: true })
  @Unique()
  transactionId!: string | null;

  /** What Khalti kept of it. Null until it was paid. */
  @Property({ type: 'integer', nullable: true })
  feePaisa!: number | null;

  /** Null while part of it was refunded on Khalti's dashboard: the lookup does not say how much. */
  @Property({ type: 'integer', nullable: true })
  refundedPaisa!: number | null;

  @Property({ type: 'text', nullable: true })
  idempotencyKey!: string | null;

  /** Until when the call that is asking Khalti for a pidx has this payment to itself. */
  @Property({ type: 'timestamptz', nullable: true })
  openingUntil!: Date | null;

  /** The code of the last refusal that opening it met, for whoever is asked why. */
  @Property({ type: 'text', nullable: true })
  failureCode!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was opened.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'When it last changed.' })
  @Property({ type: 'timestamptz', onUpdate: () => new Date() })
  updatedAt!: Date;

  @Field(() => Decimal, { description: 'The same amount in rupees with two decimals, such as `"1350.00"`.' })
  get amount(): string {
    return rupees(this.amountPaisa);
  }

  @Field(() => String, { description: 'The sentence to show the customer for this status, in English.' })
  get message(): string {
    return messages[this.status];
  }

  /** Settled payments have reached their end as far as the customer can tell: Khalti need not be asked again. */
  get isSettled(): boolean {
    return settled.has(this.status);
  }

  /** Khalti gave it a page to pay at. */
  open(link: { pidx: string; paymentUrl: string; expiresAt: Date }): void {
    this.become(PaymentStatus.INITIATED);
    this.pidx = link.pidx;
    this.paymentUrl = link.paymentUrl;
    this.expiresAt = link.expiresAt;
    this.openingUntil = null;
    this.failureCode = null;
  }

  /** Khalti could not be asked; the next call with the same key may try again at once. */
  release(code: string): void {
    this.openingUntil = null;
    this.failureCode = code;
  }

  /** Khalti will never give it one. */
  fail(code: string): void {
    this.become(PaymentStatus.FAILED);
    this.openingUntil = null;
    this.failureCode = code;
  }

  /** What Khalti says of the money that moved. */
  note({ transactionId, feePaisa }: { transactionId: string | null; feePaisa: number | null }): void {
    this.transactionId = transactionId ?? this.transactionId;
    this.feePaisa = feePaisa ?? this.feePaisa;
  }

  mayBecome(status: PaymentStatus): boolean {
    return transitions[this.status].includes(status);
  }

  become(status: PaymentStatus): void {
    if (!this.mayBecome(status)) throw new Error(`A payment that is ${this.status} cannot become ${status}`);
    this.status = status;
    this.updatedAt = new Date();
    if (status === PaymentStatus.REFUNDED) this.refundedPaisa = this.amountPaisa;
    if (status === PaymentStatus.PARTIALLY_REFUNDED) this.refundedPaisa = null;
  }
}

const settled: ReadonlySet<PaymentStatus> = new Set([
  PaymentStatus.COMPLETED,
  PaymentStatus.PARTIALLY_REFUNDED,
  PaymentStatus.REFUNDED,
  PaymentStatus.FAILED,
]);
