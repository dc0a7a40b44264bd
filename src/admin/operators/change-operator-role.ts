import { type EntityManager } from '@mikro-orm/postgresql';
import { OperatorRole } from '../permissions.ts';
import { type Done } from '../record-deed.ts';
import { endSessionsOf, lockOperator, refuseLastOwner } from './lock-operator.ts';
import { type Operator } from './operator.ts';
import { needsCode } from './sign-in-step.ts';

export interface RoleChange {
  id: string;
  role: OperatorRole;
  seenUpdatedAt: Date;
  isProduction: boolean;
}

/** Takes effect on the next call. Throws `NotPossible` if the last owner would be demoted. */
export async function changeOperatorRole(
  em: EntityManager,
  { id, role, seenUpdatedAt, isProduction }: RoleChange,
): Promise<Done<Operator>> {
  const operator = await lockOperator(em, id, seenUpdatedAt);
  const before = { role: operator.role };
  if (role !== OperatorRole.OWNER) await refuseLastOwner(em, operator);
  operator.role = role;
  operator.updatedAt = new Date();
  // A session without a second factor must not receive a role that requires one.
  if (!operator.hasSecondFactor && needsCode(role, isProduction)) await endSessionsOf(em, operator);
  return { result: operator, before, after: { role } };
}
