import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { hashToken } from '../../auth/hash-token.ts';
import { admitToHashing } from '../../auth/hashing.ts';
import { checkPassword, hashPassword } from '../../auth/password.ts';
import { TokenInvalid } from '../../errors.ts';
import { type AdminContext } from '../admin-context.ts';
import { ActorKind, TargetKind } from '../audit-entry.ts';
import { type Done, recordDeed } from '../record-deed.ts';
import { endSessionsOf } from './lock-operator.ts';
import { type OpenedSession, openSession } from './open-session.ts';
import { Operator } from './operator.ts';
import { OperatorPasswordReset } from './operator-password-reset.ts';
import { type SignInStep } from './sign-in-step.ts';

interface Opened extends OpenedSession {
  email: string;
}

/** The first step of signing in, with a link. All sessions end. Throws `TokenInvalid`, `BadUserInput`, `RateLimited`. */
export async function resetOperatorPassword(
  context: AdminContext,
  { token, password }: { token: string; password: string },
): Promise<SignInStep> {
  const { services, address } = context;
  checkPassword(password);
  await services.attempts.countOperator(address);
  const tokenHash = hashToken(token);
  const found = await findReset(services.orm.em.fork(), tokenHash);
  const id = found?.operator.id ?? null;
  const deed = {
    actorKind: ActorKind.OPERATOR,
    actorId: id,
    requestId: context.requestId,
    action: 'resetOperatorPassword',
    target: { kind: TargetKind.OPERATOR, id },
  };
  const opened = await recordDeed(services, deed, {
    ask: async () => {
      if (id === null) throw new TokenInvalid();
      return { id, tokenHash, passwordHash: await admitToHashing(() => hashPassword(password)) };
    },
    change: (em, values) => reset(em, context, values),
  });
  await services.attempts.forgiveOperator(address, opened.email);
  context.setCookie(opened);
  return opened.step;
}

async function reset(
  em: EntityManager,
  context: AdminContext,
  { id, tokenHash, passwordHash }: { id: string; tokenHash: string; passwordHash: string },
): Promise<Done<Opened>> {
  const operator = await em.findOne(Operator, { id, disabledAt: null }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const link = await findReset(em, tokenHash);
  if (!operator || !link) throw new TokenInvalid();
  await em.refresh(operator);
  link.usedAt = new Date();
  operator.passwordHash = passwordHash;
  const sessions = await endSessionsOf(em, operator);
  const opened = openSession(em, operator, context, context.config.isProduction);
  return { result: { ...opened, email: operator.email }, after: { resetId: link.id, sessions, step: opened.step } };
}

function findReset(em: EntityManager, tokenHash: string): Promise<OperatorPasswordReset | null> {
  return em.findOne(OperatorPasswordReset, { tokenHash, usedAt: null, expiresAt: { $gt: new Date() } });
}
