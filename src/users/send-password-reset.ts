import { passwordReset } from '../mail/password-reset.ts';
import { type Services } from '../services.ts';
import { AccountTokenPurpose } from './account-token.ts';
import { createAccountToken, tokenLifetimesMs } from './create-account-token.ts';
import { User } from './user.ts';

/** Sends a link to choose a new password. Its token is made only now, so that its time starts when it is sent. */
export async function sendPasswordReset(services: Services, { userId }: { userId: string }): Promise<void> {
  const { orm, mailer, publicUrl, log } = services;
  const em = orm.em.fork();
  const user = await em.findOne(User, userId);
  if (!user?.email || user.passwordHash === null) return;
  const validUntil = new Date(Date.now() + tokenLifetimesMs.RESET_PASSWORD);
  const token = await createAccountToken(em, user, AccountTokenPurpose.RESET_PASSWORD);
  // In the fragment, which browsers send to nobody: no server's log and no referrer has it.
  const link = `${publicUrl}/reset-password#token=${token}`;
  await mailer.send(passwordReset({ to: user.email, link, validUntil, publicUrl }));
  log.info({ userId }, 'sendPasswordReset');
}
