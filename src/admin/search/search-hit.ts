import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

export enum SearchHitKind {
  PAYMENT = 'PAYMENT',
  CUSTOMER = 'CUSTOMER',
  REFUND = 'REFUND',
}

registerEnumType(SearchHitKind, {
  name: 'SearchHitKind',
  description: 'What was found.',
  valuesConfig: {
    PAYMENT: { description: 'Read it with `payment`.' },
    CUSTOMER: { description: 'Read it with `customer`.' },
    REFUND: { description: 'Part of a payment: read it with `payment` and `paymentId`.' },
  },
});

@ObjectType({ description: 'One thing that a search found.', simpleResolvers: true })
export class SearchHit {
  @Field(() => SearchHitKind, { description: 'What it is.' })
  kind!: SearchHitKind;

  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => ID, { nullable: true, description: 'The payment: itself, or that of the refund. Null for a customer.' })
  paymentId!: string | null;

  @Field(() => String, { description: 'A line to show.' })
  title!: string;
}
