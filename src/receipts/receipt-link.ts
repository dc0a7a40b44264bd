import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Decimal, rupees } from '../money.ts';
import { ReceiptKind } from './receipt.ts';

export interface ReceiptFacts {
  kind: ReceiptKind;
  number: string;
  totalPaisa: number;
  issuedAt: Date;
}

@ObjectType('Receipt', { description: 'A receipt of a payment, or a credit note of a refund.', simpleResolvers: true })
export class ReceiptLink {
  @Field(() => ReceiptKind, { description: 'What it is for.' })
  kind: ReceiptKind;

  @Field(() => ID, { description: 'Without gaps for each Nepali fiscal year, such as `2083-84-000123`.' })
  number: string;

  @Field(() => String, {
    description:
      'The document, to show, print or save, in English and Nepali. It opens with the session of its customer.',
  })
  url: string;

  @Field(() => Int, { description: 'The sum in paisa.' })
  totalPaisa: number;

  @Field(() => Decimal, { description: 'The sum in rupees, with two decimals.' })
  total: string;

  @Field(() => GraphQLDateTime, { description: 'When it was issued.' })
  issuedAt: Date;

  constructor({ kind, number, totalPaisa, issuedAt }: ReceiptFacts, folder: string) {
    this.kind = kind;
    this.number = number;
    this.url = `${folder}/${number}`;
    this.totalPaisa = totalPaisa;
    this.total = rupees(totalPaisa);
    this.issuedAt = issuedAt;
  }
}
