import { LockMode } from '@mikro-orm/core';
import { type Client } from '../auth/client.ts';
import { admitToHashing } from '../auth/hashing.ts';
import { checkPassword, hashPassword } from '../auth/password.ts';
import { type Session } from '../auth/session.ts';
import { InvalidCredentials } from '../errors.ts';
import { type Services } from '../services.ts';
import { User } from '../users/user.ts';
import { AccountToken, AccountTokenPurpose } from './account-token.ts';
import { checkOwnPassword } from './check-own-password.ts';
import { endAllSessions } from './end-all-sessions.ts';

interface Passwords {
  currentPassword: string;
  newPassword: string;
}

/** Ends all sessions and opens a new one; links to choose a password or to change the address stop working. Throws as `checkOwnPassword` does. */
export async function changePassword(
  services: Services,
  userId: string,
  { currentPassword, newPassword }: Passwords,
  { address, device }: Client,
): Promise<Session> {
  checkPassword(newPassword, 'newPassword');
  const { passwordHash: was } = await checkOwnPassword(services, userId, currentPassword, address);
  const passwordHash = await admitToHashing(() => hashPassword(newPassword));
  const { user, validFrom } = await services.orm.em.fork().transactional(async (em) => {
    const user = await em.findOneOrFail(User, userId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    // Of two changes at the same time, one wins.
    if (user.passwordHash !== was) throw InvalidCredentials.wrongPassword();
    user.changePassword(passwordHash);
    await em.nativeDelete(AccountToken, { user: userId, purpose: AccountTokenPurpose.RESET_PASSWORD });
    return { user, validFrom: await endAllSessions(em, user) };
  });
  services.sessions.endAll(userId, validFrom);
  services.log.info({ userId }, 'changePassword');
  return services.sessions.open(user, validFrom, device);
}
