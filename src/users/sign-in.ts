import { LockMode } from '@mikro-orm/core';
import { InvalidCredentials } from '../errors.ts';
import { type Services } from '../services.ts';
import { databaseTime } from './database-time.ts';
import { isPassword } from './password.ts';
import { type Session } from './session.ts';
import { User } from './user.ts';

/**
 * Signs in with an address, in any case, and a password. The same answer in the same time for an unknown address as for
 * a wrong password. Throws `InvalidCredentials`, `RateLimited`.
 */
export async function signIn(
  services: Services,
  credentials: { email: string; password: string },
  address: string,
): Promise<Session> {
  const email = credentials.email.toLowerCase();
  await services.attempts.count(address, email);
  const { user, issuedAt } = await findAccount(services, email);
  const isRight = await isPassword(user?.passwordHash ?? null, credentials.password);
  if (!user || !isRight) throw new InvalidCredentials();
  await services.attempts.forgive(address, email);
  services.log.info({ userId: user.id }, 'signIn');
  return services.sessions.open(user, issuedAt);
}

/**
 * First the clock, then the account, which waits for a password that is just being reset: a session that the old password
 * opens is issued before the reset, and ends with it.
 */
async function findAccount({ orm }: Services, email: string): Promise<{ user: User | null; issuedAt: Date }> {
  return orm.em.fork().transactional(async (em) => {
    const issuedAt = await databaseTime(em);
    const account = { email, passwordHash: { $ne: null } };
    return { issuedAt, user: await em.findOne(User, account, { lockMode: LockMode.PESSIMISTIC_READ }) };
  });
}
