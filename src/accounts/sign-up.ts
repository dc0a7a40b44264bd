import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { admitToHashing } from '../auth/hashing.ts';
import { checkPassword, hashPassword } from '../auth/password.ts';
import { type Session } from '../auth/session.ts';
import { databaseTime } from '../database/database-time.ts';
import { BadUserInput, EmailTaken } from '../errors.ts';
import { type Services } from '../services.ts';
import { MAX_EMAIL_LENGTH, MAX_NAME_LENGTH, User } from '../users/user.ts';

export interface NewAccount {
  email: string;
  password: string;
  name: string;
}

/** Creates an account and signs in. A job sends a link to confirm the address. Throws `EmailTaken`, `RateLimited`. */
export async function signUp(services: Services, account: NewAccount, address: string): Promise<Session> {
  const { email, password, name } = checkAccount(account);
  const passwordHash = await admitToHashing(async () => {
    await services.attempts.count(address);
    return hashPassword(password);
  });
  const user = User.withPassword(email, name, passwordHash);
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
  if (name === '') throw new BadUserInput('name', 'Please enter your name.');
  if (name.length > MAX_NAME_LENGTH) {
    throw new BadUserInput('name', `A name must have at most ${MAX_NAME_LENGTH} characters.`);
  }
  if (/\p{Cc}/u.test(name)) throw new BadUserInput('name', 'A name must not have control characters.');
  return { email, password, name };
}
