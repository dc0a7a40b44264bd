import { LockMode } from '@mikro-orm/core';
import { StepUpRequired, Unauthenticated } from '../../errors.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { recordDeed } from '../record-deed.ts';
import { newTotpSecret, totpUri } from './codes.ts';
import { Operator } from './operator.ts';
import { OperatorSession } from './operator-session.ts';
import { requireStepUp } from './require-step-up.ts';

export interface NewCode {
  secret: string;
  uri: string;
}

/** Begins to set up an authenticator app. The old app works until `confirmCode` has a code of the new one. */
export async function startCodeSetup(context: AdminContext): Promise<NewCode> {
  const session = await context.session();
  if (!session) throw new Unauthenticated();
  const { services } = context;
  const operatorId = session.operator.id;
  const target = { kind: TargetKind.OPERATOR, id: operatorId };
  const secret = newTotpSecret();
  const change = { newTotpSecret: secret };
  return recordDeed(
    services,
    { ...(await context.actor()), action: 'startCodeSetup', target },
    {
      change: async (em) => {
        const operator = await em.findOneOrFail(Operator, operatorId, { lockMode: LockMode.PESSIMISTIC_WRITE });
        // The password alone must not be enough to replace the app.
        if (operator.totpSecret !== null && session.signedInAt === null) throw new StepUpRequired();
        if (operator.totpSecret !== null) await requireStepUp(context);
        const changed = await em.nativeUpdate(OperatorSession, { id: session.id, endedAt: null }, change);
        if (changed === 0) throw Unauthenticated.invalidSession();
        return { result: { secret, uri: totpUri(secret, operator.email, services.publicUrl) } };
      },
    },
  );
}
