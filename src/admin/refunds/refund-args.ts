import { GraphQLDateTime } from 'graphql-scalars';
import { ArgsType, Field, ID, Int } from 'type-graphql';
import { RefundAccess, RefundKind } from '../../payments/refund.ts';

const SHORTEN_DAYS = 'With SHORTEN, 1 to the days that the payment still grants; otherwise null.';
const KEY =
  'Chosen by the client, 1 to 255 printable ASCII characters. The same key with the same values gives the same refund.';

@ArgsType()
export class PreviewRefundArgs {
  @Field(() => ID, { description: 'The payment: COMPLETED or PARTIALLY_REFUNDED.' })
  paymentId!: string;

  @Field(() => RefundKind, { description: 'All that is left, or a part.' })
  kind!: RefundKind;

  @Field(() => Int, {
    nullable: true,
    description:
      'Paisa, 1 or more and at most what is left. Required for a part; otherwise null or exactly what is left.',
  })
  amountPaisa?: number | null;

  @Field(() => RefundAccess, { description: 'What happens to the access, once the money went back.' })
  access!: RefundAccess;

  @Field(() => Int, { nullable: true, defaultValue: null, description: SHORTEN_DAYS })
  shortenDays?: number | null;
}

@ArgsType()
export class RequestRefundArgs extends PreviewRefundArgs {
  @Field(() => String, { description: 'Why the money goes back: 1 to 1000 characters.' })
  reason!: string;

  @Field(() => ID, { description: KEY })
  idempotencyKey!: string;
}

@ArgsType()
export class SeenRefundArgs {
  @Field(() => ID, { description: 'The refund.' })
  id!: string;

  @Field(() => GraphQLDateTime, { description: '`updatedAt` of the refund as the operator saw it.' })
  seenUpdatedAt!: Date;
}

@ArgsType()
export class SettleRefundArgs extends SeenRefundArgs {
  @Field(() => Boolean, { description: 'Whether the money went back.' })
  wentBack!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'What proves it, 1 to 1000 characters. Required if the money went back.',
  })
  reference?: string | null;

  @Field(() => String, { description: 'How the operator found out: 1 to 1000 characters.' })
  note!: string;
}

@ArgsType()
export class PreviewOutsideRefundArgs {
  @Field(() => ID, { description: 'The payment: COMPLETED or PARTIALLY_REFUNDED.' })
  paymentId!: string;

  @Field(() => Int, { description: 'Paisa, 1 or more and at most what is left.' })
  amountPaisa!: number;

  @Field(() => RefundAccess, { description: 'What happens to the access, at once.' })
  access!: RefundAccess;

  @Field(() => Int, { nullable: true, defaultValue: null, description: SHORTEN_DAYS })
  shortenDays?: number | null;
}

@ArgsType()
export class RecordOutsideRefundArgs extends PreviewOutsideRefundArgs {
  @Field(() => String, { description: 'Why the money went back: 1 to 1000 characters.' })
  reason!: string;

  @Field(() => String, { description: 'What proves it, such as a bank reference: 1 to 1000 characters.' })
  reference!: string;

  @Field(() => ID, { description: KEY })
  idempotencyKey!: string;
}

@ArgsType()
export class NameRefundedSumArgs {
  @Field(() => ID, { description: 'A refund with origin KHALTI whose sum is null.' })
  refundId!: string;

  @Field(() => GraphQLDateTime, { description: '`updatedAt` of the refund as the operator saw it.' })
  seenUpdatedAt!: Date;

  @Field(() => Int, { description: 'Paisa, 1 or more and at most what is left.' })
  amountPaisa!: number;

  @Field(() => String, { description: 'Where the sum was seen: 1 to 1000 characters.' })
  note!: string;
}
