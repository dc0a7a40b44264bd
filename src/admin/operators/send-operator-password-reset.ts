import { operatorPasswordReset } from '../../mail/operator-password-reset.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { recordDeed } from '../record-deed.ts';
import { createPasswordReset } from './create-password-reset.ts';
import { mailLink } from './mail-link.ts';
import { PasswordResetRecord } from './password-reset-record.ts';
import { requireStepUp } from './require-step-up.ts';

/** Throws `StepUpRequired`, `NotFound`, `NotPossible`. */
export async function sendOperatorPasswordReset(context: AdminContext, id: string): Promise<PasswordResetRecord> {
  const { services } = context;
  const { publicUrl } = services;
  const target = { kind: TargetKind.OPERATOR, id };
  const created = await recordDeed(
    services,
    { ...(await context.actor()), action: 'sendOperatorPasswordReset', target },
    { ask: () => requireStepUp(context), change: (em) => createPasswordReset(em, { id, publicUrl }) },
  );
  const { reset, email: to, link } = created;
  const message = operatorPasswordReset({ to, link, validUntil: reset.expiresAt, publicUrl });
  return new PasswordResetRecord(created, await mailLink(services, message, reset.id));
}
