import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { accountBlocked, BadUserInput, EmailTaken, InvalidCredentials } from '../errors.ts';
import { say } from '../languages/say.ts';
import { type Services } from '../services.ts';
import { emailFault } from '../users/email-fault.ts';
import { User } from '../users/user.ts';
import { AccountToken, AccountTokenPurpose } from './account-token.ts';
import { checkOwnPassword } from './check-own-password.ts';

/**
 * Sends a link to the new address, and a notice to the old one, which counts until the link is opened. Asking again replaces
 * the address. Throws `BadUserInput`, `EmailTaken`, `Forbidden`, and as `checkOwnPassword` does.
 */
export async function changeEmail(
  services: Services,
  userId: string,
  asked: { newEmail: string; password: string },
  address: string,
): Promise<User> {
  const newEmail = asked.newEmail.toLowerCase();
  const fault = emailFault(newEmail);
  if (fault !== null) throw new BadUserInput('newEmail', fault);
  const { passwordHash } = await checkOwnPassword(services, userId, asked.password, address);
  // So that nobody can send many messages to a stranger, or one to each of many strangers.
  await services.attempts.countReset(address, `confirmation of ${newEmail}`);
  await services.attempts.countReset(address, `changes of ${userId}`);
  const user = await services.orm.em.fork().transactional(async (em) => {
    const user = await em.findOneOrFail(User, userId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (user.passwordHash !== passwordHash || user.email === null) throw InvalidCredentials.wrongPassword();
    if (user.blockedAt) throw accountBlocked();
    if (newEmail === user.email)
      throw new BadUserInput(
        'newEmail',
        say(({ email }) => email.sameAsNow),
      );
    if (await isTaken(em, newEmail)) throw new EmailTaken();
    user.newEmail = newEmail;
    await em.nativeDelete(AccountToken, { user: userId, purpose: AccountTokenPurpose.CHANGE_EMAIL });
    await services.jobs.add(em, 'sendEmailChange', { userId }, { key: userId });
    await services.jobs.add(em, 'sendEmailChangeNotice', { userId, email: user.email }, { key: userId });
    return user;
  });
  services.log.info({ userId }, 'changeEmail');
  return user;
}

async function isTaken(em: EntityManager, email: string): Promise<boolean> {
  return (await em.count(User, { email, passwordHash: { $ne: null } })) > 0;
}
