import { setTimeout as sleep } from 'node:timers/promises';
import { BadUserInput } from '../errors.ts';
import { type Services } from '../services.ts';
import { emailFault } from '../users/email-fault.ts';
import { User } from '../users/user.ts';

// Longer than the work, so that the timing does not reveal whether an account exists.
const ANSWER_AFTER_MS = 250;

/** Throws `BadUserInput` if no mail server takes the address, and `RateLimited`: both for unknown addresses too. */
export async function requestPasswordReset(services: Services, email: string, address: string): Promise<void> {
  const fault = emailFault(email);
  if (fault !== null) throw new BadUserInput('email', fault);
  const lowerCase = email.toLowerCase();
  await services.attempts.countReset(address, lowerCase);
  await Promise.all([addJob(services, lowerCase), sleep(ANSWER_AFTER_MS)]);
}

async function addJob(services: Services, email: string): Promise<void> {
  const em = services.orm.em.fork();
  const user = await em.findOne(User, { email, passwordHash: { $ne: null } });
  if (!user) return;
  await em.transactional((tx) => services.jobs.add(tx, 'sendPasswordReset', { userId: user.id }, { key: user.id }));
  services.log.info({ userId: user.id }, 'requestPasswordReset');
}
