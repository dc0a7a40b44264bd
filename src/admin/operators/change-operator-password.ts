import { type EntityManager } from '@mikro-orm/postgresql';
import { admitToHashing } from '../../auth/hashing.ts';
import { checkPassword, hashPassword, isPassword } from '../../auth/password.ts';
import { InvalidCredentials, Unauthenticated } from '../../errors.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { type Done, recordDeed } from '../record-deed.ts';
import { lockOwn } from './lock-own.ts';
import { OperatorPasswordReset } from './operator-password-reset.ts';
import { OperatorSession } from './operator-session.ts';

/** Of the signed-in operator. Other sessions end. Throws `InvalidCredentials`, `BadUserInput`, `RateLimited`. */
export async function changeOperatorPassword(
  context: AdminContext,
  { current, password }: { current: string; password: string },
): Promise<boolean> {
  const own = await context.session();
  if (!own) throw new Unauthenticated();
  const { services, address } = context;
  const { id, email, passwordHash } = own.operator;
  checkPassword(password);
  const deed = {
    ...(await context.actor()),
    action: 'changeOperatorPassword',
    target: { kind: TargetKind.OPERATOR, id },
  };
  await admitToHashing(async () => {
    await services.attempts.countOperator(address, email);
    await recordDeed(services, deed, {
      ask: async () => {
        if (!(await isPassword(passwordHash, current))) throw InvalidCredentials.wrongPassword();
        return hashPassword(password);
      },
      change: (em, newHash) => replace(em, own, newHash),
    });
  });
  await services.attempts.forgiveOperator(address, email);
  return true;
}

async function replace(em: EntityManager, own: OperatorSession, passwordHash: string): Promise<Done<undefined>> {
  const { operator } = await lockOwn(em, own);
  // Somebody has changed it since it was checked.
  if (operator.passwordHash !== own.operator.passwordHash) throw InvalidCredentials.wrongPassword();
  operator.passwordHash = passwordHash;
  await em.nativeDelete(OperatorPasswordReset, { operator: operator.id, usedAt: null });
  const others = { operator: operator.id, endedAt: null, id: { $ne: own.id } };
  const sessions = await em.nativeUpdate(OperatorSession, others, { endedAt: new Date() });
  return { result: undefined, after: { sessions } };
}
