import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { BadUserInput, EmailTaken } from '../errors.ts';
import { type Services } from '../services.ts';
import { databaseTime } from './database-time.ts';
import { checkPassword, hashPassword } from './password.ts';
import { type Session } from './session.ts';
import { User } from './user.ts';

const NAME_LENGTH = { max: 200 };
const MAX_EMAIL_LENGTH = 254;

export interface NewAccount {
  email: string;
  password: string;
  name: string;
}

/**
 * Makes an account, signs it in, and has a link sent to confirm its address, for which nothing waits. Throws
 * `BadUserInput`, `EmailTaken`, `RateLimited`.
 */
export async function signUp(services: Services, account: NewAccount, address: string): Promise<Session> {
  const { email, password, name } = checkAccount(account);
  await services.attempts.count(address);
  const user = User.withPassword(email, name, await hashPassword(password));
  const issuedAt = await databaseTime(services.orm.em.fork());
  try {
    await services.orm.em.fork().transactional(async (em) => {
      em.persist(user);
      await services.jobs.add(em, 'sendEmailConfirmation', { userId: user.id }, { key: user.id });
    });
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) throw new EmailTaken();
    throw error;
  }
  services.log.info({ userId: user.id }, 'signUp');
  return services.sessions.open(user, issuedAt);
}

function checkAccount(account: NewAccount): NewAccount {
  const { password } = account;
  const email = account.email.toLowerCase();
  const name = account.name.trim();
  if (email.length > MAX_EMAIL_LENGTH) throw new BadUserInput('email', 'This e-mail address is too long.');
  checkPassword(password);
  if (name === '') throw new BadUserInput('name', 'Please tell your name.');
  if (name.length > NAME_LENGTH.max)
    throw new BadUserInput('name', `A name has at most ${NAME_LENGTH.max} characters.`);
  if (/\p{Cc}/u.test(name)) throw new BadUserInput('name', 'A name has no control characters.');
  return { email, password, name };
}
