import { LockMode } from '@mikro-orm/core';
import { BadUserInput } from '../errors.ts';
import { type Services } from '../services.ts';
import { readName } from '../users/read-name.ts';
import { User } from '../users/user.ts';

/** Documents and mails of before keep the name of then. Throws `BadUserInput`. */
export async function updateProfile({ orm, log }: Services, userId: string, profile: { name: string }): Promise<User> {
  const { name, fault } = readName(profile.name);
  if (fault !== null) throw new BadUserInput('name', fault);
  const user = await orm.em.fork().transactional(async (em) => {
    const user = await em.findOneOrFail(User, userId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    // Erased at the same moment: nothing personal comes back.
    if (user.erasedAt === null) user.name = name;
    return user;
  });
  log.info({ userId }, 'updateProfile');
  return user;
}
