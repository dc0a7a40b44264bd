import { LockMode } from '@mikro-orm/core';
import { type Language } from '../languages/language.ts';
import { type Services } from '../services.ts';
import { User } from '../users/user.ts';

/** The language of mails to a user, from now on. */
export async function chooseLanguage({ orm, log }: Services, userId: string, language: Language): Promise<User> {
  const user = await orm.em.fork().transactional(async (em) => {
    const user = await em.findOneOrFail(User, userId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    user.language = language;
    return user;
  });
  log.info({ userId, language }, 'chooseLanguage');
  return user;
}
