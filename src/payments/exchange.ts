import { BigIntType, type Rel } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { v7 as uuid } from 'uuid';
import { Period } from '../subscriptions/period.ts';
import { Payment } from './payment.ts';

/** A paid period whose unused value lowers the price of a payment that starts its plan now. Fixed when that is opened. */
@Entity({ tableName: 'exchanges' })
@Unique({ properties: ['payment', 'period'] })
@Check({ name: 'exchanges_value_is_positive', expression: 'value_paisa > 0' })
export class Exchange {
  @PrimaryKey({ type: 'uuid' })
  id: string = uuid();

  /** The payment that starts its plan now. */
  @ManyToOne(() => Payment)
  payment: Rel<Payment>;

  @ManyToOne(() => Period)
  @Index()
  period: Rel<Period>;

  /** What the customer had given for the period, without what was refunded. */
  @Property({ type: 'integer' })
  worthPaisa: number;

  /** What was unused when the payment was opened. */
  @Property({ type: new BigIntType('number') })
  unusedMs: number;

  @Property({ type: 'integer' })
  valuePaisa: number;

  /** When the period ended for it. Null: the payment is not completed, or it was completed without this period. */
  @Property({ type: 'timestamptz', nullable: true })
  exchangedAt: Date | null = null;

  constructor({
    payment,
    period,
    worthPaisa,
    unusedMs,
    valuePaisa,
  }: Pick<Exchange, 'payment' | 'period' | 'worthPaisa' | 'unusedMs' | 'valuePaisa'>) {
    this.payment = payment;
    this.period = period;
    this.worthPaisa = worthPaisa;
    this.unusedMs = unusedMs;
    this.valuePaisa = valuePaisa;
  }
}
