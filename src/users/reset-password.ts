import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { TokenInvalid } from '../errors.ts';
import { type Services } from '../services.ts';
import { AccountToken, AccountTokenPurpose, hashToken } from './account-token.ts';
import { databaseTime } from './database-time.ts';
import { SESSIONS_ENDED } from './ended-sessions.ts';
import { checkPassword, hashPassword } from './password.ts';
import { type Session } from './session.ts';
import { User } from './user.ts';

/**
 * Sets a new password by a link that was sent, and signs in; every other sign-in of this user ends, in every process.
 * Throws `TokenInvalid`, `BadUserInput`, `RateLimited`.
 */
export async function resetPassword(
  services: Services,
  { token, password }: { token: string; password: string },
  address: string,
): Promise<Session> {
  checkPassword(password);
  await services.attempts.count(address);
  const { user: owner } = await findToken(services.orm.em.fork(), token);
  // Slow, and therefore outside the transaction, but only for those who have a good token.
  const passwordHash = await hashPassword(password);
  const { user, validFrom } = await services.orm.em.fork().transactional(async (em) => {
    const user = await em.findOneOrFail(User, owner.id, { lockMode: LockMode.PESSIMISTIC_WRITE });
    // Once more under the lock: of two at once, one wins.
    const accountToken = await findToken(em, token);
    // After the lock, and a millisecond later: signing in reads the clock first and the password, under a lock, second.
    const validFrom = new Date((await databaseTime(em)).getTime() + 1);
    accountToken.usedAt = new Date();
    user.resetPassword(passwordHash, validFrom);
    await em.execute('select pg_notify(?, ?)', [SESSIONS_ENDED, `${user.id}:${validFrom.getTime()}`]);
    return { user, validFrom };
  });
  services.sessions.end(user.id, validFrom);
  if (user.email !== null) await services.attempts.forgive(address, user.email);
  services.log.info({ userId: user.id }, 'resetPassword');
  return services.sessions.open(user, validFrom);
}

async function findToken(em: EntityManager, token: string): Promise<AccountToken> {
  const purpose = AccountTokenPurpose.RESET_PASSWORD;
  const found = await em.findOne(AccountToken, { tokenHash: hashToken(token), purpose });
  if (!found?.isGood(new Date())) throw new TokenInvalid();
  return found;
}
