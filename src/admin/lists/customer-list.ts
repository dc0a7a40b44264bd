import { type EntityManager } from '@mikro-orm/postgresql';
import { GraphQLDateTime } from 'graphql-scalars';
import { Field, InputType, registerEnumType } from 'type-graphql';
import { User } from '../../users/user.ts';
import { CustomerRecord } from '../records/customer-record.ts';
import { Conditions } from './conditions.ts';
import { type Connection, connectionOf } from './connection.ts';
import { loadByIds } from './load-by-ids.ts';
import { type List, type Page, readPage } from './read-page.ts';

export enum CustomerSort {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
  EMAIL = 'EMAIL',
  NAME = 'NAME',
}

registerEnumType(CustomerSort, {
  name: 'CustomerSort',
  description: 'The order of customers.',
  valuesConfig: {
    NEWEST: { description: 'Signed up last, first.' },
    OLDEST: { description: 'Signed up first, first.' },
    EMAIL: { description: 'By e-mail address, from a to z; customers without one come first.' },
    NAME: { description: 'By name, from a to z; capitals do not matter.' },
  },
});

@InputType({ description: 'Which customers a list has. What is left out, null or empty does not count.' })
export class CustomerFilter {
  @Field(() => String, { nullable: true, description: 'The beginning of the e-mail address. At most 200 characters.' })
  text?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the customer is blocked.' })
  isBlocked?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the customer has access now.' })
  hasAccess?: boolean | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Signed up at this instant or later.' })
  createdFrom?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Signed up before this instant.' })
  createdTo?: Date | null;
}

export const CustomerConnection = connectionOf('Customer', () => CustomerRecord);

/** The index of `email` in `User` has the same expression. */
export const EMAIL = `coalesce(u.email, '') collate "C"`;

const orders: Record<CustomerSort, Pick<List<object>, 'key' | 'direction'>> = {
  NEWEST: { key: { expression: 'u.created_at', type: 'timestamptz' }, direction: 'desc' },
  OLDEST: { key: { expression: 'u.created_at', type: 'timestamptz' }, direction: 'asc' },
  EMAIL: { key: { expression: EMAIL, type: 'text' }, direction: 'asc' },
  NAME: { key: { expression: 'lower(u.name) collate "C"', type: 'text' }, direction: 'asc' },
};

export function listCustomers(
  em: EntityManager,
  filter: CustomerFilter,
  sort: CustomerSort,
  page: Page,
): Promise<Connection<CustomerRecord>> {
  const list: List<CustomerRecord> = {
    name: `customers-${sort}`,
    from: 'users u',
    id: 'u.id',
    ...orders[sort],
    load: (ids) => loadByIds(em, User, ids, (user) => new CustomerRecord(user)),
  };
  return readPage(em, list, customerConditions(filter), page);
}

function customerConditions(filter: CustomerFilter): Conditions {
  const conditions = new Conditions();
  conditions.prefix(`${EMAIL} like ?`, 'text', filter.text);
  if (typeof filter.isBlocked === 'boolean') {
    conditions.add(`u.blocked_at is ${filter.isBlocked ? 'not null' : 'null'}`);
  }
  if (typeof filter.hasAccess === 'boolean') {
    conditions.add(`${filter.hasAccess ? '' : 'not '}exists (
      select from subscriptions where user_id = u.id and ends_at > now())`);
  }
  conditions.between('u.created_at', 'createdFrom', { from: filter.createdFrom ?? null, to: filter.createdTo ?? null });
  return conditions;
}
