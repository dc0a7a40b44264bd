import { emailChangeNotice } from '../mail/email-change-notice.ts';
import { type JobData } from '../queue/job-data.ts';
import { type Services } from '../services.ts';
import { User } from '../users/user.ts';

/** To the address of before, also if it has changed since then. */
export async function sendEmailChangeNotice(
  services: Services,
  { userId, email }: JobData['sendEmailChangeNotice'],
): Promise<void> {
  const { orm, mailer, publicUrl, shop, log } = services;
  const user = await orm.em.fork().findOne(User, userId);
  if (!user || user.erasedAt !== null || !email) return;
  await mailer.send(emailChangeNotice({ to: email, publicUrl, language: user.language, shop }));
  log.info({ userId }, 'sendEmailChangeNotice');
}
