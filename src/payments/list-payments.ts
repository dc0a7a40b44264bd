import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { BadUserInput } from '../errors.ts';
import { Payment } from './payment.ts';
import { type PaymentConnection, PaymentEdge } from './payment-connection.ts';

export const MAX_PAGE_SIZE = 100;

/** A user's payments, newest first. Ids are in the order of creation, so the id is the cursor. */
export async function listPayments(
  em: EntityManager,
  userId: string,
  page: { first: number; after: string | null },
): Promise<PaymentConnection> {
  const { first, after } = page;
  if (first < 1 || first > MAX_PAGE_SIZE) {
    throw new BadUserInput('first', `first must be from 1 to ${MAX_PAGE_SIZE}.`);
  }
  const where = { user: userId, ...(after === null ? {} : { id: { $lt: fromCursor(after) } }) };
  const found = await em.find(Payment, where, { orderBy: { id: 'desc' }, limit: first + 1 });
  const edges = found.slice(0, first).map((payment) => new PaymentEdge(toCursor(payment), payment));
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

function toCursor({ id }: Payment): string {
  return Buffer.from(id).toString('base64url');
}

function fromCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!isUuid(id)) throw new BadUserInput('after', 'after must be a cursor of this list.');
  return id;
}
