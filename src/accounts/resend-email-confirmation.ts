import { type Services } from '../services.ts';
import { User } from '../users/user.ts';

/**
 * Sends the link to the address again; to the new one, if the customer has asked for one. Returns false, and sends nothing, if
 * there is nothing to confirm. Throws `RateLimited`.
 */
export async function resendEmailConfirmation(services: Services, userId: string, address: string): Promise<boolean> {
  const { orm, attempts, jobs, log } = services;
  const em = orm.em.fork();
  const { email, newEmail, isEmailConfirmed } = await em.findOneOrFail(User, userId);
  const unconfirmed = newEmail ?? (isEmailConfirmed ? null : email);
  if (unconfirmed === null) return false;
  // Apart from links to choose a password: neither uses up the other.
  await attempts.countReset(address, `confirmation of ${unconfirmed}`);
  const job = newEmail === null ? 'sendEmailConfirmation' : 'sendEmailChange';
  await em.transactional((tx) => jobs.add(tx, job, { userId }, { key: userId }));
  log.info({ userId }, 'resendEmailConfirmation');
  return true;
}
