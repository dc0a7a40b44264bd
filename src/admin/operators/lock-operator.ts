import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { NotFound, NotPossible } from '../../errors.ts';
import { checkSeen } from '../check-seen.ts';
import { OperatorRole } from '../permissions.ts';
import { Operator } from './operator.ts';
import { OperatorRecord } from './operator-record.ts';
import { OperatorSession } from './operator-session.ts';

const forUpdate = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;

/**
 * Locks the operator, and before that all owners: two owners who disable each other at the same time must not both
 * succeed. Throws `NotFound`, `ChangedMeanwhile`.
 */
export async function lockOperator(em: EntityManager, id: string, seenUpdatedAt: Date | null): Promise<Operator> {
  await em.find(Operator, enabledOwner, { ...forUpdate, orderBy: { id: 'asc' } });
  const operator = isUuid(id) ? await em.findOne(Operator, { id }, { ...forUpdate, refresh: true }) : null;
  if (!operator) throw new NotFound('OPERATOR');
  // The statement that waits for a lock does not see which passkeys there are after it.
  await em.refresh(operator);
  if (seenUpdatedAt !== null) checkSeen(seenUpdatedAt, new OperatorRecord(operator));
  return operator;
}

/** The owners must be locked. */
export async function refuseLastOwner(em: EntityManager, operator: Operator): Promise<void> {
  const isOwner = operator.role === OperatorRole.OWNER && operator.disabledAt === null;
  if (isOwner && (await em.count(Operator, { ...enabledOwner, id: { $ne: operator.id } })) === 0) {
    throw new NotPossible('This is the last owner. Make another operator an owner first.');
  }
}

const enabledOwner = { role: OperatorRole.OWNER, disabledAt: null };

export async function endSessionsOf(em: EntityManager, operator: Operator): Promise<number> {
  return em.nativeUpdate(OperatorSession, { operator: operator.id, endedAt: null }, { endedAt: new Date() });
}
