import { setTimeout as sleep } from 'node:timers/promises';
import { operatorInvitation } from '../../mail/operator-invitation.ts';
import { type Services } from '../../services.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { type OperatorRole } from '../permissions.ts';
import { recordDeed } from '../record-deed.ts';
import { createInvitation, type NewInvitation } from './create-invitation.ts';
import { NewInvitationRecord } from './new-invitation-record.ts';
import { requireStepUp } from './require-step-up.ts';

const MAILED_WITHIN_MS = 5_000;

/** The mail is sent at once and not by a job: a job would keep the token in the database. */
export async function inviteOperator(
  context: AdminContext,
  { email, role }: { email: string; role: OperatorRole },
): Promise<NewInvitationRecord> {
  const { services } = context;
  const deed = {
    ...(await context.actor()),
    action: 'inviteOperator',
    target: { kind: TargetKind.INVITATION, id: null },
  };
  const created = await recordDeed(services, deed, {
    ask: () => requireStepUp(context),
    change: async (em) => {
      const result = await createInvitation(em, { email, role, publicUrl: services.publicUrl });
      return { result, targetId: result.invitation.id, after: { role } };
    },
  });
  return new NewInvitationRecord(created, await mail(services, created));
}

async function mail({ mailer, publicUrl, log }: Services, { invitation, link }: NewInvitation): Promise<boolean> {
  const { email: to, role, expiresAt: validUntil, id } = invitation;
  const sent = mailer.send(operatorInvitation({ to, role, link, validUntil, publicUrl }), { id }).then(
    () => true,
    (error: unknown) => {
      log.warn({ err: error, invitationId: id }, 'the mail with an invitation could not be sent');
      return false;
    },
  );
  return Promise.race([sent, sleep(MAILED_WITHIN_MS, false, { ref: false })]);
}
