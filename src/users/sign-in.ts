import { InvalidCredentials } from '../errors.ts';
import { type Services } from '../services.ts';
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
  const user = await services.orm.em.fork().findOne(User, { email, passwordHash: { $ne: null } });
  const isRight = await isPassword(user?.passwordHash ?? null, credentials.password);
  if (!user || !isRight) throw new InvalidCredentials();
  await services.attempts.forgive(address, email);
  services.log.info({ userId: user.id }, 'signIn');
  return services.sessions.open(user);
}
