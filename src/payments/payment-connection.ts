import { Field, ObjectType } from 'type-graphql';
import { Payment } from './payment.ts';

@ObjectType({ description: 'One payment in a page.', simpleResolvers: true })
export class PaymentEdge {
  @Field(() => String, { description: "The payment's position in the list. Opaque." })
  cursor: string;

  @Field(() => Payment, { description: 'The payment.' })
  node: Payment;

  constructor(cursor: string, node: Payment) {
    this.cursor = cursor;
    this.node = node;
  }
}

@ObjectType({ description: 'Information about a page, as in the Relay specification.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there are older payments.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether this page was requested with `after`.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first payment; null for an empty page.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Pass it as `after` to get the next page; null for an empty page.',
  })
  endCursor!: string | null;
}

@ObjectType({ description: 'A page of payments, as in the Relay specification.', simpleResolvers: true })
export class PaymentConnection {
  @Field(() => [PaymentEdge], { description: 'Newest first.' })
  edges!: PaymentEdge[];

  @Field(() => PageInfo, { description: 'Information about this page.' })
  pageInfo!: PageInfo;
}
