import { type Opt, type Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { GraphQLDateTime, GraphQLURL } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { v7 as uuid } from 'uuid';
import { Decimal, rupees } from '../money.ts';
import { Plan } from '../subscriptions/plan.ts';
import { User } from '../users/user.ts';
import { messages, PaymentStatus, transitions } from './payment-status.ts';

/** One attempt to pay for one plan. */
@ObjectType({ description: 'One attempt to pay for one plan.' })
@Entity({ tableName: 'payments' })
@Unique({ properties: ['user', 'idempotencyKey'] })
@Index({ properties: ['user', 'id'] })
@Check({ name: 'payments_amount_is_payable', expression: 'amount_paisa >= 1000' })
@Check({ name: 'payments_duration_is_positive', expression: 'duration_days > 0' })
export class Payment {
  @Field(() => ID, { description: "Ours; what Khalti's merchant dashboard shows as the purchase order id." })
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  @ManyToOne(() => User)
  user: Rel<User>;

  @Field(() => Plan, { description: 'What is being bought.' })
  @ManyToOne(() => Plan, { index: true })
  plan: Rel<Plan>;

  @Field(() => Int, { description: 'What is to be paid, in paisa, as the plan cost when this payment was opened.' })
  @Property({ type: 'integer' })
  amountPaisa: number;

  /** As the plan granted when this payment was opened. */
  @Property({ type: 'integer' })
  durationDays: number;

  @Field(() => ID, { nullable: true, description: "Khalti's name for this payment. Null until Khalti gave one." })
  @Property({ type: 'text', nullable: true })
  @Unique()
  pidx: string | null = null;

  @Field(() => GraphQLURL, {
    nullable: true,
    description: "Khalti's payment page: send the customer there, unchanged. Null until Khalti gave one.",
  })
  @Property({ type: 'text', nullable: true })
  paymentUrl: string | null = null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Until when `paymentUrl` can be paid at, in the words of Khalti. Null until Khalti gave one.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  expiresAt: Date | null = null;

  @Field(() => PaymentStatus, { description: 'Where this payment stands.' })
  @Enum({ items: () => PaymentStatus, nativeEnumName: 'payment_status' })
  status: PaymentStatus = PaymentStatus.CREATED;

  @Field(() => String, {
    nullable: true,
    description: "Khalti's transaction id, which the customer's receipt from Khalti shows too. Null until money moved.",
  })
  @Property({ type: 'text', nullable: true })
  @Unique()
  transactionId: string | null = null;

  /** What Khalti kept of it. Null until it was paid. */
  @Property({ type: 'integer', nullable: true })
  feePaisa: number | null = null;

  /** Null while part of it was refunded on Khalti's dashboard: the lookup does not say how much. */
  @Property({ type: 'integer', nullable: true })
  refundedPaisa: number | null = 0;

  @Property({ type: 'text', nullable: true })
  idempotencyKey: string | null;

  /** Until when the call that is asking Khalti for a pidx has this payment to itself. */
  @Property({ type: 'timestamptz', nullable: true })
  openingUntil: Date | null = null;

  /** The code of the last refusal that opening it met, for whoever is asked why. */
  @Property({ type: 'text', nullable: true })
  failureCode: string | null = null;

  @Field(() => GraphQLDateTime, { description: 'When it was opened.' })
  @Property({ type: 'timestamptz' })
  createdAt: Date & Opt = new Date();

  @Field(() => GraphQLDateTime, { description: 'When it last changed.' })
  @Property({ type: 'timestamptz', onUpdate: () => new Date() })
  updatedAt: Date & Opt = new Date();

  constructor(user: Rel<User>, plan: Rel<Plan>, idempotencyKey: string | null) {
    this.user = user;
    this.plan = plan;
    this.amountPaisa = plan.pricePaisa;
    this.durationDays = plan.durationDays;
    this.idempotencyKey = idempotencyKey;
  }

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

  mayBecome(status: PaymentStatus): boolean {
    return transitions[this.status].includes(status);
  }

  become(status: PaymentStatus): void {
    if (!this.mayBecome(status)) throw new Error(`A payment that is ${this.status} cannot become ${status}`);
    this.status = status;
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
