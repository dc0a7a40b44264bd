import { LockMode } from '@mikro-orm/core';
import { type Client } from '../auth/client.ts';
import { admitToHashing } from '../auth/hashing.ts';
import { isPassword } from '../auth/password.ts';
import { type Session } from '../auth/session.ts';
import { databaseTime } from '../database/database-time.ts';
import { accountBlocked, InvalidCredentials } from '../errors.ts';
import { type Services } from '../services.ts';
import { User } from '../users/user.ts';

/** An unknown address and a wrong password take the same time. Throws `InvalidCredentials`, `RateLimited`, `Forbidden`. */
export async function signIn(
  services: Services,
  credentials: { email: string; password: string },
  { address, device }: Client,
): Promise<Session> {
  const email = credentials.email.toLowerCase();
  const { user, issuedAt } = await admitToHashing(async () => {
    await services.attempts.count(address, email);
    const { user, issuedAt } = await findAccount(services, email);
    const isRight = await isPassword(user?.passwordHash ?? null, credentials.password);
    if (!user || !isRight) throw new InvalidCredentials();
    return { user, issuedAt };
  });
  await services.attempts.forgive(address, email);
  // After the password was checked, so that strangers do not learn it.
  if (user.blockedAt) throw accountBlocked();
  services.log.info({ userId: user.id }, 'signIn');
  return services.sessions.open(user, issuedAt, device);
}

/**
 * Reads the clock first, then the account, which waits for a running password reset. So a session that was opened with the
 * old password is older than the reset, and ends with it.
 */
async function findAccount({ orm }: Services, email: string): Promise<{ user: User | null; issuedAt: Date }> {
  return orm.em.fork().transactional(async (em) => {
    const issuedAt = await databaseTime(em);
    const account = { email, passwordHash: { $ne: null } };
    return { issuedAt, user: await em.findOne(User, account, { lockMode: LockMode.PESSIMISTIC_READ }) };
  });
}
