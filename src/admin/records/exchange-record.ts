import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { type Exchange } from '../../payments/exchange.ts';
import { PeriodRecord } from './period-record.ts';

@ObjectType({ description: 'A paid period that ends for a plan that starts now.', simpleResolvers: true })
export class ExchangeRecord {
  @Field(() => PeriodRecord, { description: 'The period.' })
  period: PeriodRecord;

  @Field(() => Int, { description: 'Paisa that the customer had given for the period, without what was refunded.' })
  worthPaisa: number;

  @Field(() => Int, { description: 'Paisa by which its unused time lowered the price.' })
  valuePaisa: number;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the period ended for it. Null: the payment is not completed, or was completed without it.',
  })
  exchangedAt: Date | null;

  constructor({ period, worthPaisa, valuePaisa, exchangedAt }: Exchange) {
    this.period = new PeriodRecord(period);
    this.worthPaisa = worthPaisa;
    this.valuePaisa = valuePaisa;
    this.exchangedAt = exchangedAt;
  }
}
