import { EmailTaken } from '../../errors.ts';
import { type Services } from '../../services.ts';
import { emailFault } from '../../users/email-fault.ts';
import { ActorKind, TargetKind } from '../audit-entry.ts';
import { OperatorRole } from '../permissions.ts';
import { recordDeed } from '../record-deed.ts';
import { createInvitation } from './create-invitation.ts';
import { Operator } from './operator.ts';

const DEFAULT_EMAIL = 'owner@example.com';

export interface FirstOwner {
  email: string;
  link: string;
}

/** Outside production, each start invites an owner until there is one. Null if there is, or if the address is taken. */
export async function inviteFirstOwner(
  services: Pick<Services, 'orm' | 'log' | 'publicUrl' | 'operatorEmail'>,
): Promise<FirstOwner | null> {
  const { orm, publicUrl, operatorEmail } = services;
  const role = OperatorRole.OWNER;
  if (await orm.em.fork().findOne(Operator, { role, disabledAt: null })) return null;
  const email = operatorEmail && emailFault(operatorEmail) === null ? operatorEmail.toLowerCase() : DEFAULT_EMAIL;
  const deed = {
    actorKind: ActorKind.COMMAND,
    actorId: 'start',
    requestId: null,
    action: 'inviteOperator',
    target: { kind: TargetKind.INVITATION, id: null },
  };
  try {
    const { link } = await recordDeed(services, deed, {
      change: async (em) => {
        const created = await createInvitation(em, { email, role, publicUrl });
        return { result: created, targetId: created.invitation.id, after: { role } };
      },
    });
    return { email, link };
  } catch (error) {
    if (error instanceof EmailTaken) return null;
    throw error;
  }
}
