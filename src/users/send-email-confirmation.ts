import { emailConfirmation } from '../mail/email-confirmation.ts';
import { type Services } from '../services.ts';
import { AccountTokenPurpose } from './account-token.ts';
import { createAccountToken, tokenLifetimesMs } from './create-account-token.ts';
import { User } from './user.ts';

/** Sends a link to confirm the address, unless it was confirmed meanwhile. */
export async function sendEmailConfirmation(services: Services, { userId }: { userId: string }): Promise<void> {
  const { orm, mailer, publicUrl, log } = services;
  const em = orm.em.fork();
  const user = await em.findOne(User, userId);
  if (!user?.email || user.isEmailConfirmed) return;
  const validUntil = new Date(Date.now() + tokenLifetimesMs.CONFIRM_EMAIL);
  const token = await createAccountToken(em, user, AccountTokenPurpose.CONFIRM_EMAIL);
  // In the fragment, which browsers send to nobody: no server's log and no referrer has it.
  const link = `${publicUrl}/confirm-email#token=${token}`;
  await mailer.send(emailConfirmation({ to: user.email, link, validUntil, publicUrl }));
  log.info({ userId }, 'sendEmailConfirmation');
}
