import { type EntityManager } from '@mikro-orm/postgresql';
import { EndedSession } from '../auth/ended-session.ts';
import { erasedSubjectId, SUBJECT_REMEMBERED_FOR_MS } from '../auth/erased-subject.ts';
import { NotPossible } from '../errors.ts';
import { eraseAnswers } from '../payments/erase-answers.ts';
import { findOpenMatter } from '../payments/open-matters.ts';
import { eraseRecipients } from '../receipts/erase-recipients.ts';
import { type User } from '../users/user.ts';
import { AccountToken } from './account-token.ts';
import { announceBar } from './announce-bar.ts';
import { endAllSessions } from './end-all-sessions.ts';

/**
 * Erases who the customer is, and keeps the books: payments, periods and refunds. The rows of the customer and of the
 * payments must be locked. Throws `NotPossible` while money may still move.
 */
export async function erasePersonalData(em: EntityManager, user: User): Promise<void> {
  const matter = await findOpenMatter(em, user.id);
  if (matter !== null) throw new NotPossible(`${matter} The personal data can be erased after that.`);
  const { email, newEmail, externalSubject } = user;
  const endedAt = await endAllSessions(em, user);
  if (externalSubject !== null) await refuseOldTokens(em, externalSubject, endedAt);
  await em.nativeDelete(AccountToken, { user: user.id });
  await eraseAnswers(em, user.id);
  await eraseRecipients(em, user.id);
  for (const address of [email, newEmail]) if (address !== null) await eraseRecipient(em, address);
  await eraseNotices(em, user.id);
  user.erase(new Date());
  await announceBar(em, user.id, 'ERASED');
  await em.flush();
}

/** Otherwise the next request with an old token of the identity provider would create the customer again. */
async function refuseOldTokens(em: EntityManager, subject: string, endedAt: Date): Promise<void> {
  const expiresAt = new Date(endedAt.getTime() + SUBJECT_REMEMBERED_FOR_MS);
  await em.upsert(EndedSession, { id: erasedSubjectId(subject), endedAt, expiresAt });
}

/** A job that tells operators of a refused message has the address. */
async function eraseRecipient(em: EntityManager, email: string): Promise<void> {
  await em.execute(
    `update pgboss.job set data = data || '{"recipient": "[erased]", "reason": "[erased]"}'
     where name = 'tellOperator' and data->>'about' = 'mailRefused' and lower(data->>'recipient') = ?`,
    [email],
  );
}

/** A notice to the address of before has it. All other jobs have ids only. */
async function eraseNotices(em: EntityManager, userId: string): Promise<void> {
  await em.execute(
    `update pgboss.job set data = data - 'email' where name = 'sendEmailChangeNotice' and data->>'userId' = ?`,
    [userId],
  );
}
