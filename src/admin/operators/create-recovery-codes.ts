import { LockMode } from '@mikro-orm/core';
import { NotPossible } from '../../errors.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { recordDeed } from '../record-deed.ts';
import { newRecoveryCodes } from './codes.ts';
import { Operator } from './operator.ts';
import { requireStepUp } from './require-step-up.ts';

/** Replaces the recovery codes. They are shown once: the database has only their hashes. */
export async function createRecoveryCodes(context: AdminContext): Promise<string[]> {
  const { id } = await context.operator();
  const target = { kind: TargetKind.OPERATOR, id };
  return recordDeed(
    context.services,
    { ...(await context.actor()), action: 'createRecoveryCodes', target },
    {
      ask: () => requireStepUp(context),
      change: async (em) => {
        const operator = await em.findOneOrFail(Operator, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
        if (!operator.hasSecondFactor) throw new NotPossible('Set up an authenticator app or a passkey first.');
        const { codes, hashes } = newRecoveryCodes();
        operator.recoveryCodeHashes = hashes;
        return { result: codes };
      },
    },
  );
}
