import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { type Refund, RefundAccess, RefundEvidence, RefundKind, RefundOrigin } from '../../payments/refund.ts';
import { RefundStatus } from '../../payments/refund-status.ts';

registerEnumType(RefundStatus, {
  name: 'RefundStatus',
  description: 'What is known of a refund.',
  valuesConfig: {
    REQUESTED: { description: 'Waits to be sent. It can be canceled.' },
    SENDING: { description: 'The request to Khalti is under way.' },
    CANCELED: { description: 'An operator canceled it before it was sent.' },
    DONE: { description: 'The money went back.' },
    REFUSED: { description: 'Khalti refused the request. No money went back.' },
    UNKNOWN: { description: 'It is not known whether the money went back.' },
    NOT_DONE: { description: 'An operator found that no money went back.' },
  },
});
registerEnumType(RefundOrigin, {
  name: 'RefundOrigin',
  description: 'How the money went back.',
  valuesConfig: {
    OPERATOR: { description: 'Through this server, requested by an operator.' },
    KHALTI: { description: "On Khalti's dashboard." },
    OUTSIDE: { description: 'Outside Khalti, by bank transfer or cash.' },
  },
});
registerEnumType(RefundKind, {
  name: 'RefundKind',
  description: 'How much goes back.',
  valuesConfig: {
    WHOLE: { description: 'All that is left of the payment.' },
    PART: { description: 'A part. Needs `KHALTI_REFUND_AMOUNT_UNIT`.' },
  },
});
registerEnumType(RefundAccess, {
  name: 'RefundAccess',
  description: 'What happens to the access that the payment granted, once the money went back.',
  valuesConfig: {
    REVOKE: { description: 'It ends. Later periods move forward.' },
    KEEP: { description: 'It stays as it is.' },
    SHORTEN: { description: 'It ends earlier by a number of days. Later periods move forward.' },
  },
});
registerEnumType(RefundEvidence, {
  name: 'RefundEvidence',
  description: 'What the status of a refund is based on.',
  valuesConfig: {
    ANSWER: { description: "Khalti's answer to the refund." },
    LOOKUP: { description: "Khalti's answer to a later lookup." },
    OPERATOR: { description: 'The word of an operator.' },
  },
});

@ObjectType({ description: 'What is known of one refund.', simpleResolvers: true })
export class RefundRecord {
  @Field(() => ID, { description: 'Opaque and stable.' })
  id: string;

  @Field(() => RefundStatus, { description: 'What is known.' })
  status: RefundStatus;

  @Field(() => RefundOrigin, { description: 'How the money went back.' })
  origin: RefundOrigin;

  @Field(() => RefundKind, { description: 'The whole payment, or a part.' })
  kind: RefundKind;

  @Field(() => Int, {
    nullable: true,
    description: 'Paisa. Null if Khalti reports a refund of a part without its sum.',
  })
  amountPaisa: number | null;

  @Field(() => Boolean, { description: "Whether Khalti's lookup could confirm the sum. It cannot for parts." })
  isAmountConfirmed: boolean;

  @Field(() => RefundAccess, { description: 'What happens to the access.' })
  access: RefundAccess;

  @Field(() => Int, { nullable: true, description: 'By how many days access is shortened; null unless SHORTEN.' })
  shortenDays: number | null;

  @Field(() => String, { description: 'Why the money goes back, in the words of the author.' })
  reason: string;

  @Field(() => String, { nullable: true, description: 'A note of the operator who settled it. May be null.' })
  note: string | null;

  @Field(() => RefundEvidence, { nullable: true, description: 'What the status is based on; null while it is open.' })
  evidence: RefundEvidence | null;

  @Field(() => String, { nullable: true, description: "Khalti's status of the payment just before sending." })
  khaltiStatusBefore: string | null;

  @Field(() => String, { nullable: true, description: "Khalti's refusal, or why the result is not known." })
  failure: string | null;

  @Field(() => String, { nullable: true, description: 'The proof of an operator, such as a bank reference.' })
  reference: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the request was sent; null if it was not.' })
  sentAt: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was known that the money went back.' })
  doneAt: Date | null;

  @Field(() => GraphQLDateTime, { description: 'When it was requested or first seen.' })
  createdAt: Date;

  @Field(() => GraphQLDateTime, { description: 'When this record last changed. Pass it as `seenUpdatedAt`.' })
  updatedAt: Date;

  readonly paymentId: string;
  readonly authorId: string | null;
  readonly settledById: string | null;

  constructor(refund: Refund) {
    this.id = refund.id;
    this.status = refund.status;
    this.origin = refund.origin;
    this.kind = refund.kind;
    this.amountPaisa = refund.amountPaisa;
    this.isAmountConfirmed = refund.isAmountConfirmed;
    this.access = refund.access;
    this.shortenDays = refund.shortenDays;
    this.reason = refund.reason;
    this.note = refund.note;
    this.evidence = refund.evidence;
    this.khaltiStatusBefore = refund.khaltiStatusBefore;
    this.failure = refund.failure;
    this.reference = refund.reference;
    this.sentAt = refund.sentAt;
    this.doneAt = refund.doneAt;
    this.createdAt = refund.createdAt;
    this.updatedAt = refund.updatedAt;
    this.paymentId = refund.payment.id;
    this.authorId = refund.authorId;
    this.settledById = refund.settledById;
  }
}
