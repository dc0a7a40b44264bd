import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { type Payment } from '../../payments/payment.ts';
import { PaymentStatus } from '../../payments/payment-status.ts';
import { ReviewDecision, ReviewReason } from '../../payments/review-reason.ts';

registerEnumType(ReviewReason, {
  name: 'ReviewReason',
  description: 'Why an operator must decide about a payment.',
  valuesConfig: {
    OTHER_AMOUNT: { description: 'Khalti claims another amount than that of this payment.' },
    TRANSACTION_TAKEN: { description: 'Khalti claims a transaction that another payment has.' },
    PART_REFUND: { description: 'A part was refunded before this server saw the payment completed.' },
    UNREADABLE: { description: "Khalti's answer may claim money, but cannot be read." },
    CUSTOMER_BLOCKED: { description: 'The customer was blocked when the money arrived.' },
    EXCHANGE_CHANGED: {
      description: 'A period that this payment exchanges was refunded, exchanged or changed before the money arrived.',
    },
  },
});

registerEnumType(ReviewDecision, {
  name: 'ReviewDecision',
  description: 'What an operator decides about a payment in review.',
  valuesConfig: {
    ACCEPT: { description: 'The payment counts as paid, and grants access.' },
    REFUND: { description: 'What Khalti claims goes back. Nothing is granted.' },
    DISMISS: { description: 'Nothing is granted, and nothing goes back.' },
  },
});

@ObjectType({ description: 'One attempt of a customer to pay for one plan.', simpleResolvers: true })
export class PaymentRecord {
  @Field(() => ID, { description: "This server's id. Khalti's merchant dashboard shows it as the purchase order id." })
  id: string;

  @Field(() => ID, { nullable: true, description: "Khalti's id of this payment. Null until Khalti has given one." })
  pidx: string | null;

  @Field(() => PaymentStatus, { description: 'The status of this payment.' })
  status: PaymentStatus;

  @Field(() => Int, { description: 'Amount to pay, in paisa.' })
  amountPaisa: number;

  @Field(() => Int, { description: 'Days of access that the payment grants.' })
  durationDays: number;

  @Field(() => Boolean, {
    description: 'Whether the plan starts when the payment is completed, in place of the paid periods that run.',
  })
  startsNow: boolean;

  @Field(() => ID, { nullable: true, description: "Khalti's transaction id. Null until the customer has paid." })
  transactionId: string | null;

  @Field(() => Int, { nullable: true, description: "Khalti's fee in paisa. Null if Khalti has not reported it." })
  feePaisa: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Paisa that were refunded. Null if the sum of a part is not known.',
  })
  refundedPaisa: number | null;

  @Field(() => ReviewReason, {
    nullable: true,
    description: 'Why an operator must decide; null if there was no doubt.',
  })
  reviewReason: ReviewReason | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The amount in paisa that Khalti claims, if there was a doubt and the amount can be read.',
  })
  claimedPaisa: number | null;

  @Field(() => ID, { nullable: true, description: 'The transaction that Khalti claims, if there was a doubt.' })
  claimedTransactionId: string | null;

  @Field(() => ReviewDecision, {
    nullable: true,
    description:
      'What an operator has decided about the doubt. Null while the review waits, and if there was no doubt.',
  })
  reviewDecision: ReviewDecision | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When an operator decided; null as `reviewDecision`.' })
  reviewedAt: Date | null;

  @Field(() => String, { nullable: true, description: "The operator's note; null as `reviewDecision`." })
  reviewNote: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The code of the last error at Khalti; null after a clear answer.',
  })
  failureCode: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When this server learned that the customer has paid.' })
  paidAt: Date | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the payment link expires, as reported by Khalti.',
  })
  expiresAt: Date | null;

  @Field(() => GraphQLDateTime, { description: 'When this payment was opened.' })
  createdAt: Date;

  @Field(() => GraphQLDateTime, { description: 'When this payment last changed. Pass it as `seenUpdatedAt`.' })
  updatedAt: Date;

  readonly storedPlanName: string | null;
  readonly userId: string;
  readonly planId: string;

  constructor(payment: Payment) {
    this.id = payment.id;
    this.pidx = payment.pidx;
    this.status = payment.status;
    this.amountPaisa = payment.amountPaisa;
    this.durationDays = payment.durationDays;
    this.startsNow = payment.startsNow;
    this.storedPlanName = payment.planName;
    this.transactionId = payment.transactionId;
    this.feePaisa = payment.feePaisa;
    this.refundedPaisa = payment.refundedPaisa;
    this.reviewReason = payment.reviewReason;
    this.claimedPaisa = payment.claimedPaisa;
    this.claimedTransactionId = payment.claimedTransactionId;
    this.reviewDecision = payment.reviewDecision;
    this.reviewedAt = payment.reviewedAt;
    this.reviewNote = payment.reviewNote;
    this.failureCode = payment.failureCode;
    this.paidAt = payment.paidAt;
    this.expiresAt = payment.expiresAt;
    this.createdAt = payment.createdAt;
    this.updatedAt = payment.updatedAt;
    this.userId = payment.user.id;
    this.planId = payment.plan.id;
  }
}
