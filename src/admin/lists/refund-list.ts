import { type EntityManager } from '@mikro-orm/postgresql';
import { GraphQLDateTime } from 'graphql-scalars';
import { Field, InputType, Int, registerEnumType } from 'type-graphql';
import { Refund, RefundOrigin } from '../../payments/refund.ts';
import { RefundStatus } from '../../payments/refund-status.ts';
import { RefundRecord } from '../records/refund-record.ts';
import { Conditions } from './conditions.ts';
import { type Connection, connectionOf } from './connection.ts';
import { loadByIds } from './load-by-ids.ts';
import { type List, type Page, readPage } from './read-page.ts';

export enum RefundSort {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
}

registerEnumType(RefundSort, {
  name: 'RefundSort',
  description: 'The order of refunds.',
  valuesConfig: {
    NEWEST: { description: 'Requested or first seen last, first.' },
    OLDEST: { description: 'Requested or first seen first, first.' },
  },
});

@InputType({ description: 'Which refunds a list has. What is left out, null or empty does not count.' })
export class RefundFilter {
  @Field(() => [RefundStatus], { nullable: true, description: 'One of these statuses.' })
  statuses?: RefundStatus[] | null;

  @Field(() => [RefundOrigin], { nullable: true, description: 'One of these origins.' })
  origins?: RefundOrigin[] | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Requested or first seen at this instant or later.' })
  createdFrom?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Requested or first seen before this instant.' })
  createdTo?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Done at this instant or later.' })
  doneFrom?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Done before this instant.' })
  doneTo?: Date | null;

  @Field(() => Int, { nullable: true, description: 'The least amount, in paisa. Leaves out refunds of unknown sums.' })
  amountFromPaisa?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The highest amount, in paisa. Leaves out refunds of unknown sums.',
  })
  amountToPaisa?: number | null;
}

export const RefundConnection = connectionOf('Refund', () => RefundRecord);

export function listRefunds(
  em: EntityManager,
  filter: RefundFilter,
  sort: RefundSort,
  page: Page,
): Promise<Connection<RefundRecord>> {
  const list: List<RefundRecord> = {
    name: `refunds-${sort}`,
    from: 'refunds r',
    key: { expression: 'r.created_at', type: 'timestamptz' },
    id: 'r.id',
    direction: sort === RefundSort.OLDEST ? 'asc' : 'desc',
    load: (ids) => loadByIds(em, Refund, ids, (refund) => new RefundRecord(refund)),
  };
  return readPage(em, list, refundConditions(filter), page);
}

function refundConditions(filter: RefundFilter): Conditions {
  const conditions = new Conditions();
  conditions.oneOf('r.status', 'statuses', filter.statuses);
  conditions.oneOf('r.origin', 'origins', filter.origins);
  conditions.between('r.created_at', 'createdFrom', { from: filter.createdFrom ?? null, to: filter.createdTo ?? null });
  conditions.between('r.done_at', 'doneFrom', { from: filter.doneFrom ?? null, to: filter.doneTo ?? null });
  conditions.amounts('r.amount_paisa', { from: filter.amountFromPaisa ?? null, to: filter.amountToPaisa ?? null });
  return conditions;
}
