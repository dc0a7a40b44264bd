import { LockMode } from '@mikro-orm/core';
import { InvalidCredentials, NotPossible } from '../errors.ts';
import { say } from '../languages/say.ts';
import { findOpenMatter, lockPayments } from '../payments/open-matters.ts';
import { type Services } from '../services.ts';
import { User } from '../users/user.ts';
import { checkOwnPassword } from './check-own-password.ts';
import { erasePersonalData } from './erase-personal-data.ts';

/** Erases the person; the books stay. Throws `NotPossible` while money may still move, and as `checkOwnPassword` does. */
export async function deleteAccount(
  services: Services,
  userId: string,
  password: string,
  address: string,
): Promise<void> {
  const { passwordHash } = await checkOwnPassword(services, userId, password, address);
  const validFrom = await services.orm.em.fork().transactional(async (em) => {
    // Before the customer, as those who complete a payment do.
    await lockPayments(em, userId);
    const user = await em.findOneOrFail(User, userId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (user.passwordHash !== passwordHash) throw InvalidCredentials.wrongPassword();
    if ((await findOpenMatter(em, userId)) !== null) {
      throw new NotPossible(say(({ notFinished }) => notFinished));
    }
    await erasePersonalData(em, user);
    return user.sessionsValidFrom;
  });
  if (validFrom) services.sessions.endAll(userId, validFrom);
  services.barred.set(userId, 'ERASED');
  services.log.info({ userId }, 'deleteAccount');
}
