import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { type Client } from '../auth/client.ts';
import { admitToHashing } from '../auth/hashing.ts';
import { checkPassword, hashPassword } from '../auth/password.ts';
import { type Session } from '../auth/session.ts';
import { databaseTime } from '../database/database-time.ts';
import { BadUserInput, EmailTaken } from '../errors.ts';
import { type Language } from '../languages/language.ts';
import { type Services } from '../services.ts';
import { emailFault } from '../users/email-fault.ts';
import { readName } from '../users/read-name.ts';
import { User } from '../users/user.ts';

export interface NewAccount {
  email: string;
  password: string;
  name: string;
  language: Language;
}

/** Creates an account and signs in. A job sends a link to confirm the address. Throws `EmailTaken`, `RateLimited`. */
export async function signUp(services: Services, account: NewAccount, client: Client): Promise<Session> {
  const { email, password, name, language } = checkAccount(account);
  const passwordHash = await admitToHashing(async () => {
    await services.attempts.count(client.address);
    return hashPassword(password);
  });
  const user = User.withPassword(email, name, passwordHash);
  user.language = language;
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
  return services.sessions.open(user, issuedAt, client.device);
}

function checkAccount(account: NewAccount): NewAccount {
  const { password, language } = account;
  const email = account.email.toLowerCase();
  const invalid = emailFault(email);
  if (invalid !== null) throw new BadUserInput('email', invalid);
  checkPassword(password);
  const { name, fault } = readName(account.name);
  if (fault !== null) throw new BadUserInput('name', fault);
  return { email, password, name, language };
}
