import { StepUpRequired, Unauthenticated } from '../../errors.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { recordDeed } from '../record-deed.ts';
import { newTotpSecret, totpUri } from './codes.ts';
import { lockOwn } from './lock-own.ts';
import { mayAddFactor } from './require-step-up.ts';

export interface NewCode {
  secret: string;
  uri: string;
}

/** Begins to set up an authenticator app. The old app works until `confirmCode` has a code of the new one. */
export async function startCodeSetup(context: AdminContext): Promise<NewCode> {
  const own = await context.session();
  if (!own) throw new Unauthenticated();
  const { services } = context;
  const target = { kind: TargetKind.OPERATOR, id: own.operator.id };
  return recordDeed(
    services,
    { ...(await context.actor()), action: 'startCodeSetup', target },
    {
      change: async (em) => {
        const { operator, session } = await lockOwn(em, own);
        if (!mayAddFactor(operator, session)) throw new StepUpRequired();
        const secret = newTotpSecret();
        session.newTotpSecret = secret;
        return { result: { secret, uri: totpUri(secret, operator.email, services.publicUrl) } };
      },
    },
  );
}
