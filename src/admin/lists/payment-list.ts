import { type EntityManager } from '@mikro-orm/postgresql';
import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { Payment } from '../../payments/payment.ts';
import { PaymentStatus } from '../../payments/payment-status.ts';
import { PaymentRecord } from '../records/payment-record.ts';
import { Conditions } from './conditions.ts';
import { type Connection, connectionOf } from './connection.ts';
import { loadByIds } from './load-by-ids.ts';
import { type List, type Page, readPage } from './read-page.ts';

export enum PaymentSort {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
  PAID_LAST = 'PAID_LAST',
  PAID_FIRST = 'PAID_FIRST',
  AMOUNT_HIGHEST = 'AMOUNT_HIGHEST',
  AMOUNT_LOWEST = 'AMOUNT_LOWEST',
}

registerEnumType(PaymentSort, {
  name: 'PaymentSort',
  description: 'The order of payments.',
  valuesConfig: {
    NEWEST: { description: 'Opened last, first.' },
    OLDEST: { description: 'Opened first, first.' },
    PAID_LAST: { description: 'Paid last, first; payments that were not paid come last.' },
    PAID_FIRST: { description: 'Payments that were not paid, then those paid first.' },
    AMOUNT_HIGHEST: { description: 'The highest amount first.' },
    AMOUNT_LOWEST: { description: 'The lowest amount first.' },
  },
});

@InputType({ description: 'Which payments a list has. What is left out, null or empty does not count.' })
export class PaymentFilter {
  @Field(() => [PaymentStatus], { nullable: true, description: 'One of these statuses.' })
  statuses?: PaymentStatus[] | null;

  @Field(() => [ID], { nullable: true, description: 'For one of these plans. At most 100.' })
  planIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Of this customer.' })
  customerId?: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Opened at this instant or later.' })
  openedFrom?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Opened before this instant.' })
  openedTo?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Paid at this instant or later.' })
  paidFrom?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Paid before this instant.' })
  paidTo?: Date | null;

  @Field(() => Int, { nullable: true, description: 'The least amount, in paisa.' })
  amountFromPaisa?: number | null;

  @Field(() => Int, { nullable: true, description: 'The highest amount, in paisa.' })
  amountToPaisa?: number | null;

  @Field(() => String, { nullable: true, description: "The beginning of the customer's e-mail address. At most 200." })
  text?: string | null;
}

export const PaymentRecordConnection = connectionOf('PaymentRecord', () => PaymentRecord);

/** The index of `paid_at` in `Payment` has the same expression. */
const PAID_AT = "coalesce(p.paid_at, '-infinity'::timestamptz)";

export const paymentOrders: Record<PaymentSort, Pick<List<object>, 'key' | 'direction'>> = {
  NEWEST: { key: { expression: 'p.created_at', type: 'timestamptz' }, direction: 'desc' },
  OLDEST: { key: { expression: 'p.created_at', type: 'timestamptz' }, direction: 'asc' },
  PAID_LAST: { key: { expression: PAID_AT, type: 'timestamptz' }, direction: 'desc' },
  PAID_FIRST: { key: { expression: PAID_AT, type: 'timestamptz' }, direction: 'asc' },
  AMOUNT_HIGHEST: { key: { expression: 'p.amount_paisa', type: 'int' }, direction: 'desc' },
  AMOUNT_LOWEST: { key: { expression: 'p.amount_paisa', type: 'int' }, direction: 'asc' },
};

export function listPaymentRecords(
  em: EntityManager,
  filter: PaymentFilter,
  sort: PaymentSort,
  page: Page,
): Promise<Connection<PaymentRecord>> {
  const list: List<PaymentRecord> = {
    name: `payments-${sort}`,
    from: 'payments p',
    id: 'p.id',
    ...paymentOrders[sort],
    load: (ids) => loadByIds(em, Payment, ids, (payment) => new PaymentRecord(payment)),
  };
  return readPage(em, list, paymentConditions(filter), page);
}

export function paymentConditions(filter: PaymentFilter): Conditions {
  const conditions = new Conditions();
  conditions.oneOf('p.status', 'statuses', filter.statuses);
  conditions.oneOfIds('p.plan_id', 'planIds', filter.planIds);
  conditions.oneOfIds('p.user_id', 'customerId', filter.customerId ? [filter.customerId] : null);
  conditions.between('p.created_at', 'openedFrom', { from: filter.openedFrom ?? null, to: filter.openedTo ?? null });
  conditions.between('p.paid_at', 'paidFrom', { from: filter.paidFrom ?? null, to: filter.paidTo ?? null });
  conditions.amounts('p.amount_paisa', { from: filter.amountFromPaisa ?? null, to: filter.amountToPaisa ?? null });
  conditions.prefix(
    `p.user_id in (select id from users where coalesce(email, '') collate "C" like ?)`,
    'text',
    filter.text,
  );
  return conditions;
}
