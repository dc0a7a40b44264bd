import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { Unauthenticated } from '../../errors.ts';
import { Operator } from './operator.ts';
import { OperatorSession } from './operator-session.ts';

const forUpdate = { lockMode: LockMode.PESSIMISTIC_WRITE };

/** Locks the operator and the session of a request, in this order. Throws `Unauthenticated` if either has ended. */
export async function lockOwn(
  em: EntityManager,
  { id, tokenHash, operator: { id: operatorId } }: OperatorSession,
): Promise<{ operator: Operator; session: OperatorSession }> {
  const operator = await em.findOne(Operator, { id: operatorId, disabledAt: null }, forUpdate);
  const session = await em.findOne(OperatorSession, { id, tokenHash, endedAt: null }, forUpdate);
  if (!operator || !session) throw Unauthenticated.invalidSession();
  // The lock may have waited for another deed, and the statement that waits does not see which passkeys that left.
  await em.refresh(operator);
  return { operator, session };
}
