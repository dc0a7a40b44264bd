import { AccountTokenPurpose } from '../accounts/account-token.ts';
import { createAccountToken, tokenLifetimesMs } from '../accounts/create-account-token.ts';
import { emailChange } from '../mail/email-change.ts';
import { type Services } from '../services.ts';
import { User } from '../users/user.ts';

/** To the new address. Sends nothing if the customer does not want it any more. */
export async function sendEmailChange(services: Services, { userId }: { userId: string }): Promise<void> {
  const { orm, mailer, mailLinks, publicUrl, shop, log } = services;
  const em = orm.em.fork();
  const user = await em.findOne(User, userId);
  if (!user?.newEmail) return;
  const validUntil = new Date(Date.now() + tokenLifetimesMs.CHANGE_EMAIL);
  const token = await createAccountToken(em, user, AccountTokenPurpose.CHANGE_EMAIL, user.newEmail);
  const link = mailLinks.confirmEmail(token);
  await mailer.send(emailChange({ to: user.newEmail, link, validUntil, publicUrl, language: user.language, shop }));
  log.info({ userId }, 'sendEmailChange');
}
