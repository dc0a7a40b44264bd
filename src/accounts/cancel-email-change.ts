import { LockMode } from '@mikro-orm/core';
import { type Services } from '../services.ts';
import { User } from '../users/user.ts';

/** The link that was sent to the new address stops working. Safe to repeat. */
export async function cancelEmailChange({ orm, log }: Services, userId: string): Promise<User> {
  const user = await orm.em.fork().transactional(async (em) => {
    const user = await em.findOneOrFail(User, userId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    user.newEmail = null;
    return user;
  });
  log.info({ userId }, 'cancelEmailChange');
  return user;
}
