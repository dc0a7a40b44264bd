import { type Rel } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { v7 as uuid } from 'uuid';
import { type KhaltiAnswer } from '../khalti/khalti-answer.ts';
import { Payment } from './payment.ts';

/** One of Khalti's responses about a payment, kept unchanged for audit. */
@Entity({ tableName: 'gateway_answers' })
export class GatewayAnswer {
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  @ManyToOne(() => Payment)
  @Index()
  payment: Rel<Payment>;

  @Property({ type: 'text' })
  operation: KhaltiAnswer['operation'];

  @Property({ type: 'integer' })
  httpStatus: number;

  @Property({ type: 'text' })
  body: string;

  @Property({ type: 'timestamptz' })
  receivedAt: Date = new Date();

  constructor(payment: Rel<Payment>, answer: KhaltiAnswer) {
    this.payment = payment;
    this.operation = answer.operation;
    this.httpStatus = answer.httpStatus;
    this.body = answer.body;
  }
}
