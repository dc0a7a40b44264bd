import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { admitToHashing } from '../../auth/hashing.ts';
import { isPassword } from '../../auth/password.ts';
import { InvalidCredentials } from '../../errors.ts';
import { type AdminContext } from '../admin-context.ts';
import { ActorKind, TargetKind } from '../audit-entry.ts';
import { type Done, recordDeed } from '../record-deed.ts';
import { type OpenedSession, openSession } from './open-session.ts';
import { Operator } from './operator.ts';
import { type SignInStep } from './sign-in-step.ts';

/**
 * The first step. An unknown address, a wrong password and a disabled operator give the same answer in the same time.
 * Throws `InvalidCredentials`, `RateLimited`.
 */
export async function signIn(
  context: AdminContext,
  credentials: { email: string; password: string },
): Promise<SignInStep> {
  const { services, address } = context;
  const email = credentials.email.toLowerCase();
  const opened = await admitToHashing(async () => {
    await services.attempts.countOperator(address, email);
    const operator = await services.orm.em.fork().findOne(Operator, { email });
    const deed = {
      actorKind: ActorKind.OPERATOR,
      actorId: operator?.id ?? null,
      requestId: context.requestId,
      action: 'signIn',
      target: { kind: TargetKind.OPERATOR, id: operator?.id ?? null },
    };
    return recordDeed(services, deed, {
      ask: () => checkPassword(operator, credentials.password),
      change: (em, checked) => open(em, context, checked),
    });
  });
  await services.attempts.forgiveOperator(address, email);
  context.setCookie(opened);
  return opened.step;
}

async function checkPassword(operator: Operator | null, password: string): Promise<Operator> {
  const passwordHash = operator?.disabledAt === null ? operator.passwordHash : null;
  if (!(await isPassword(passwordHash, password)) || !operator) throw new InvalidCredentials();
  return operator;
}

/** Locks the operator: one who was disabled since gets no session. */
async function open(
  em: EntityManager,
  context: AdminContext,
  { id, passwordHash }: Operator,
): Promise<Done<OpenedSession>> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE };
  const operator = await em.findOne(Operator, { id, passwordHash, disabledAt: null }, lock);
  if (!operator) throw new InvalidCredentials();
  const opened = openSession(em, operator, context, context.config.isProduction);
  return { result: opened, after: { step: opened.step } };
}
