import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { NotFound } from '../../errors.ts';
import { type Done } from '../record-deed.ts';
import { OperatorInvitation } from './operator-invitation.ts';

/** Invitations whose links work, the latest first. */
export function listOpenInvitations(em: EntityManager): Promise<OperatorInvitation[]> {
  return em.find(OperatorInvitation, { usedAt: null, expiresAt: { $gt: new Date() } }, { orderBy: { id: 'desc' } });
}

/** The link stops working. Throws `NotFound` for an invitation that was used, or that is too old. */
export async function cancelInvitation(em: EntityManager, id: string): Promise<Done<boolean>> {
  const open = { id, usedAt: null, expiresAt: { $gt: new Date() } };
  const invitation = isUuid(id)
    ? await em.findOne(OperatorInvitation, open, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null;
  if (!invitation) throw new NotFound('INVITATION');
  em.remove(invitation);
  return { result: true, before: { role: invitation.role } };
}
