import { type EntityManager } from '@mikro-orm/postgresql';
import { type Done } from '../record-deed.ts';
import { endSessionsOf, lockOperator, refuseLastOwner } from './lock-operator.ts';
import { type Operator } from './operator.ts';

/** The sessions of the operator end at once. Throws `NotPossible` for the last owner. */
export async function disableOperator(
  em: EntityManager,
  id: string,
  seenUpdatedAt: Date | null,
): Promise<Done<Operator>> {
  const operator = await lockOperator(em, id, seenUpdatedAt);
  if (operator.disabledAt !== null) return { result: operator };
  await refuseLastOwner(em, operator);
  operator.disabledAt = operator.updatedAt = new Date();
  await endSessionsOf(em, operator);
  return { result: operator, before: { disabledAt: null }, after: { disabledAt: operator.disabledAt } };
}
