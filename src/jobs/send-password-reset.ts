import { AccountTokenPurpose } from '../accounts/account-token.ts';
import { createAccountToken, tokenLifetimesMs } from '../accounts/create-account-token.ts';
import { passwordReset } from '../mail/password-reset.ts';
import { type Services } from '../services.ts';
import { User } from '../users/user.ts';

/** Creates the token only now, so that its lifetime starts when it is sent. */
export async function sendPasswordReset(services: Services, { userId }: { userId: string }): Promise<void> {
  const { orm, mailer, mailLinks, publicUrl, shop, log } = services;
  const em = orm.em.fork();
  const user = await em.findOne(User, userId);
  if (!user?.email || user.passwordHash === null) return;
  const validUntil = new Date(Date.now() + tokenLifetimesMs.RESET_PASSWORD);
  const token = await createAccountToken(em, user, AccountTokenPurpose.RESET_PASSWORD);
  const link = mailLinks.resetPassword(token);
  await mailer.send(passwordReset({ to: user.email, link, validUntil, publicUrl, language: user.language, shop }));
  log.info({ userId }, 'sendPasswordReset');
}
