import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { type Asked } from '../../payments/look-up-and-settle.ts';
import { PaymentRecord } from '../records/payment-record.ts';

export enum KhaltiStatus {
  COMPLETED = 'COMPLETED',
  PENDING = 'PENDING',
  INITIATED = 'INITIATED',
  REFUNDED = 'REFUNDED',
  PARTIALLY_REFUNDED = 'PARTIALLY_REFUNDED',
  EXPIRED = 'EXPIRED',
  CANCELED = 'CANCELED',
  UNREADABLE = 'UNREADABLE',
}

registerEnumType(KhaltiStatus, {
  name: 'KhaltiStatus',
  description: "What Khalti's answer means.",
  valuesConfig: {
    COMPLETED: { description: 'Paid.' },
    PENDING: { description: 'Money is under way.' },
    INITIATED: { description: 'Not paid yet.' },
    REFUNDED: { description: 'All of the money went back.' },
    PARTIALLY_REFUNDED: { description: 'A part of the money went back. Khalti does not say how much.' },
    EXPIRED: { description: 'Not paid in time.' },
    CANCELED: { description: "Cancelled on Khalti's page." },
    UNREADABLE: { description: "The answer is incomplete, or differs from Khalti's documentation." },
  },
});

@ObjectType({ description: "Khalti's answer about a payment, and the payment after it.", simpleResolvers: true })
export class KhaltiSays {
  @Field(() => PaymentRecord, { description: 'The payment here, settled according to the answer.' })
  payment: PaymentRecord;

  @Field(() => KhaltiStatus, { description: 'What the answer means.' })
  status: KhaltiStatus;

  @Field(() => String, { description: "Khalti's own word, at most 100 characters." })
  statusText: string;

  @Field(() => Float, { nullable: true, description: 'The amount in paisa; null if none can be read.' })
  amountPaisa: number | null;

  @Field(() => ID, { nullable: true, description: "Khalti's transaction id; null if there is none that can be read." })
  transactionId: string | null;

  @Field(() => Int, { description: 'The HTTP status. Cancelled and expired payments answer 400.' })
  httpStatus: number;

  @Field(() => GraphQLDateTime, { description: 'When Khalti was asked.' })
  askedAt: Date;

  constructor({ lookup, payment }: Asked, askedAt: Date) {
    this.payment = new PaymentRecord(payment);
    this.status = KhaltiStatus[lookup.status];
    this.statusText = lookup.statusText;
    this.amountPaisa = lookup.amountPaisa;
    this.transactionId = lookup.transactionId;
    this.httpStatus = lookup.answer.httpStatus;
    this.askedAt = askedAt;
  }
}
