import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { hashToken } from '../../auth/hash-token.ts';
import { admitToHashing } from '../../auth/hashing.ts';
import { checkPassword, hashPassword } from '../../auth/password.ts';
import { BadUserInput, TokenInvalid } from '../../errors.ts';
import { readName } from '../../users/read-name.ts';
import { type AdminContext } from '../admin-context.ts';
import { ActorKind, TargetKind } from '../audit-entry.ts';
import { type Done, recordDeed } from '../record-deed.ts';
import { type OpenedSession, openSession } from './open-session.ts';
import { Operator } from './operator.ts';
import { OperatorInvitation } from './operator-invitation.ts';
import { type SignInStep } from './sign-in-step.ts';

/** Creates the operator of an invitation, and opens a session. Throws `TokenInvalid`, `BadUserInput`, `RateLimited`. */
export async function acceptInvitation(
  context: AdminContext,
  values: { token: string; name: string; password: string },
): Promise<SignInStep> {
  const { services, address } = context;
  const { name, fault } = readName(values.name);
  if (fault !== null) throw new BadUserInput('name', fault);
  checkPassword(values.password);
  await services.attempts.countOperator(address);
  const deed = {
    actorKind: ActorKind.OPERATOR,
    actorId: null,
    requestId: context.requestId,
    action: 'acceptInvitation',
    target: { kind: TargetKind.OPERATOR, id: null },
  };
  const tokenHash = hashToken(values.token);
  const opened = await recordDeed(services, deed, {
    ask: async () => {
      await findInvitation(services.orm.em.fork(), tokenHash);
      return admitToHashing(() => hashPassword(values.password));
    },
    change: (em, passwordHash) => accept(em, context, { tokenHash, name, passwordHash }),
  });
  context.setCookie(opened);
  return opened.step;
}

async function accept(
  em: EntityManager,
  context: AdminContext,
  { tokenHash, name, passwordHash }: { tokenHash: string; name: string; passwordHash: string },
): Promise<Done<OpenedSession>> {
  const invitation = await findInvitation(em, tokenHash, LockMode.PESSIMISTIC_WRITE);
  invitation.usedAt = new Date();
  const { email, role } = invitation;
  const operator = new Operator({ email, name, role, passwordHash });
  em.persist(operator);
  const opened = openSession(em, operator, context, context.config.isProduction);
  try {
    await em.flush();
  } catch (error) {
    // There is an operator with this address by now.
    if (error instanceof UniqueConstraintViolationException) throw new TokenInvalid();
    throw error;
  }
  return { result: opened, targetId: operator.id, after: { role, invitationId: invitation.id } };
}

async function findInvitation(
  em: EntityManager,
  tokenHash: string,
  lockMode: LockMode = LockMode.NONE,
): Promise<OperatorInvitation> {
  const open = { tokenHash, usedAt: null, expiresAt: { $gt: new Date() } };
  const invitation = await em.findOne(OperatorInvitation, open, lockMode === LockMode.NONE ? {} : { lockMode });
  if (!invitation) throw new TokenInvalid();
  return invitation;
}
