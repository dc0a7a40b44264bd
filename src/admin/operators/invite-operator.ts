import { operatorInvitation } from '../../mail/operator-invitation.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { type OperatorRole } from '../permissions.ts';
import { recordDeed } from '../record-deed.ts';
import { createInvitation } from './create-invitation.ts';
import { mailLink } from './mail-link.ts';
import { NewInvitationRecord } from './new-invitation-record.ts';
import { requireStepUp } from './require-step-up.ts';

/** Throws `StepUpRequired`, `EmailTaken`, `BadUserInput`. */
export async function inviteOperator(
  context: AdminContext,
  { email, role }: { email: string; role: OperatorRole },
): Promise<NewInvitationRecord> {
  const { services } = context;
  const { publicUrl } = services;
  const deed = {
    ...(await context.actor()),
    action: 'inviteOperator',
    target: { kind: TargetKind.INVITATION, id: null },
  };
  const created = await recordDeed(services, deed, {
    ask: () => requireStepUp(context),
    change: async (em) => {
      const result = await createInvitation(em, { email, role, publicUrl });
      return { result, targetId: result.invitation.id, after: { role } };
    },
  });
  const { invitation, link } = created;
  const message = operatorInvitation({ to: invitation.email, role, link, validUntil: invitation.expiresAt, publicUrl });
  return new NewInvitationRecord(created, await mailLink(services, message, invitation.id));
}
