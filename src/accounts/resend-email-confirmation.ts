import { type Services } from '../services.ts';
import { User } from '../users/user.ts';

/** Sends the link to the address again. Returns false, and sends nothing, if it is confirmed. Throws `RateLimited`. */
export async function resendEmailConfirmation(services: Services, userId: string, address: string): Promise<boolean> {
  const { orm, attempts, jobs, log } = services;
  const em = orm.em.fork();
  const user = await em.findOneOrFail(User, userId);
  if (user.email === null || user.isEmailConfirmed) return false;
  // Apart from links to choose a password: neither uses up the other.
  await attempts.countReset(address, `confirmation of ${user.email}`);
  await em.transactional((tx) => jobs.add(tx, 'sendEmailConfirmation', { userId }, { key: userId }));
  log.info({ userId }, 'resendEmailConfirmation');
  return true;
}
