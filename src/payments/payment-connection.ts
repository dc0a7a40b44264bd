import { type EntityManager } from '@mikro-orm/postgresql';
import { Field, ObjectType } from 'type-graphql';
import { validate as isUuid } from 'uuid';
import { BadUserInput } from '../errors.ts';
import { Payment } from './payment.ts';

const MOST_PER_PAGE = 100;

@ObjectType({ description: 'One payment in a page.', simpleResolvers: true })
export class PaymentEdge {
  @Field(() => String, { description: 'Where this payment stands in the list; opaque.' })
  cursor: string;

  @Field(() => Payment, { description: 'The payment.' })
  node: Payment;

  constructor(node: Payment) {
    this.node = node;
    this.cursor = Buffer.from(node.id).toString('base64url');
  }
}

@ObjectType({ description: 'What lies around a page, as in the Relay specification.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether older payments follow.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether this page was asked for after another one.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first payment here; null for an empty page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Pass it as `after` for the next page; null for an empty page.' })
  endCursor!: string | null;
}

@ObjectType({ description: 'A page of payments, as in the Relay specification.', simpleResolvers: true })
export class PaymentConnection {
  @Field(() => [PaymentEdge], { description: 'Newest first.' })
  edges!: PaymentEdge[];

  @Field(() => PageInfo, { description: 'What lies around this page.' })
  pageInfo!: PageInfo;
}

/** A user's payments, newest first. Ids are in the order of creation, so that the id alone is the cursor. */
export async function listPayments(
  em: EntityManager,
  userId: string,
  page: { first: number; after: string | null },
): Promise<PaymentConnection> {
  const { first, after } = page;
  if (first < 1 || first > MOST_PER_PAGE) throw new BadUserInput('first', `first is from 1 to ${MOST_PER_PAGE}.`);
  const where = { user: userId, ...(after === null ? {} : { id: { $lt: readCursor(after) } }) };
  const found = await em.find(Payment, where, { orderBy: { id: 'desc' }, limit: first + 1 });
  const edges = found.slice(0, first).map((payment) => new PaymentEdge(payment));
  return {
    edges,
    pageInfo: {
      hasNextPage: found.length > first,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function readCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!isUuid(id)) throw new BadUserInput('after', 'after is not a cursor of this list.');
  return id;
}
