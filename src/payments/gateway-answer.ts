import { type Rel } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { type KhaltiAnswer } from '../khalti/khalti-answer.ts';
import { Payment } from './payment.ts';

/** One of Khalti's responses about a payment, kept unchanged for audit. It has no constructor: see `keepAnswer`. */
@Entity({ tableName: 'gateway_answers' })
export class GatewayAnswer {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Payment)
  @Index()
  payment!: Rel<Payment>;

  @Property({ type: 'text' })
  operation!: KhaltiAnswer['operation'];

  @Property({ type: 'integer' })
  httpStatus!: number;

  @Property({ type: 'text' })
  body!: string;

  @Property({ type: 'timestamptz' })
  @Index()
  receivedAt!: Date;
}
