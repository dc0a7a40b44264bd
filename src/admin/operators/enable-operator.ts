import { type EntityManager } from '@mikro-orm/postgresql';
import { type Done } from '../record-deed.ts';
import { lockOperator } from './lock-operator.ts';
import { type Operator } from './operator.ts';

/** The operator can sign in again, with the password and app of before. */
export async function enableOperator(em: EntityManager, id: string, seenUpdatedAt: Date): Promise<Done<Operator>> {
  const operator = await lockOperator(em, id, seenUpdatedAt);
  const before = { disabledAt: operator.disabledAt };
  operator.disabledAt = null;
  operator.updatedAt = new Date();
  return { result: operator, before, after: { disabledAt: null } };
}
