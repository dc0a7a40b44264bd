import { randomBytes } from 'node:crypto';
import { type EntityManager } from '@mikro-orm/postgresql';
import { hashToken } from '../../auth/hash-token.ts';
import { BadUserInput, EmailTaken } from '../../errors.ts';
import { emailFault } from '../../users/email-fault.ts';
import { type OperatorRole } from '../permissions.ts';
import { Operator } from './operator.ts';
import { OperatorInvitation } from './operator-invitation.ts';

export const INVITATION_MS = 24 * 60 * 60_000;
const TOKEN_BYTES = 32;

export interface NewInvitation {
  invitation: OperatorInvitation;
  /** Contains the token, which is stored nowhere. */
  link: string;
}

/** Invites an operator. Older invitations of the address stop working. Throws `BadUserInput`, `EmailTaken`. */
export async function createInvitation(
  em: EntityManager,
  values: { email: string; role: OperatorRole; publicUrl: string },
): Promise<NewInvitation> {
  const email = values.email.toLowerCase();
  const fault = emailFault(email);
  if (fault !== null) throw new BadUserInput('email', fault);
  // Of two simultaneous invitations, the later one replaces the other.
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`invitation ${email}`]);
  if (await em.findOne(Operator, { email })) throw new EmailTaken();
  await em.nativeDelete(OperatorInvitation, { email, usedAt: null });
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const invitation = new OperatorInvitation({
    email,
    role: values.role,
    tokenHash: hashToken(token),
    expiresAt: new Date(Date.now() + INVITATION_MS),
  });
  em.persist(invitation);
  // Browsers do not send the fragment, so the token is in no log and no referrer.
  return { invitation, link: `${values.publicUrl}/admin/accept#token=${token}` };
}
