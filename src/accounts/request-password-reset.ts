import { setTimeout as sleep } from 'node:timers/promises';
import { type Services } from '../services.ts';
import { User } from '../users/user.ts';

// Longer than the work, so that the timing does not reveal whether an account exists.
const ANSWER_AFTER_MS = 250;

export async function requestPasswordReset(services: Services, email: string, address: string): Promise<void> {
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
