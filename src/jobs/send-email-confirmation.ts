import { AccountTokenPurpose } from '../accounts/account-token.ts';
import { createAccountToken, tokenLifetimesMs } from '../accounts/create-account-token.ts';
import { emailConfirmation } from '../mail/email-confirmation.ts';
import { type Services } from '../services.ts';
import { User } from '../users/user.ts';

/** Sends nothing if the address is already confirmed. */
export async function sendEmailConfirmation(services: Services, { userId }: { userId: string }): Promise<void> {
  const { orm, mailer, mailLinks, publicUrl, shop, log } = services;
  const em = orm.em.fork();
  const user = await em.findOne(User, userId);
  if (!user?.email || user.isEmailConfirmed) return;
  const validUntil = new Date(Date.now() + tokenLifetimesMs.CONFIRM_EMAIL);
  const token = await createAccountToken(em, user, AccountTokenPurpose.CONFIRM_EMAIL);
  const link = mailLinks.confirmEmail(token);
  await mailer.send(emailConfirmation({ to: user.email, link, validUntil, publicUrl, language: user.language, shop }));
  log.info({ userId }, 'sendEmailConfirmation');
}
