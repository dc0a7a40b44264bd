import { validate as isUuid } from 'uuid';
import { NotFound, NotPossible, Unauthenticated } from '../../errors.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { lockOwn } from '../operators/lock-own.ts';
import { requireStepUp } from '../operators/require-step-up.ts';
import { needsCode } from '../operators/sign-in-step.ts';
import { recordDeed } from '../record-deed.ts';
import { OperatorPasskey } from './operator-passkey.ts';

/** Removes one of the operator's own passkeys. Throws `NotFound`, `StepUpRequired`, `NotPossible`. */
export async function removePasskey(context: AdminContext, id: string): Promise<boolean> {
  const own = await context.session();
  if (!own) throw new Unauthenticated();
  const { isProduction } = context.config;
  const target = { kind: TargetKind.OPERATOR, id: own.operator.id };
  const deed = { ...(await context.actor()), action: 'removePasskey', target };
  return recordDeed(context.services, deed, {
    ask: () => requireStepUp(context),
    change: async (em) => {
      const { operator } = await lockOwn(em, own);
      const passkeys = await em.find(OperatorPasskey, { operator: operator.id });
      if (!isUuid(id) || !passkeys.some((passkey) => passkey.id === id)) throw new NotFound('PASSKEY');
      const isLastFactor = operator.totpSecret === null && passkeys.length === 1;
      if (isLastFactor && needsCode(operator.role, isProduction)) {
        throw new NotPossible('Your role needs a second factor. Add another passkey or an authenticator app first.');
      }
      await em.nativeDelete(OperatorPasskey, { id });
      if (isLastFactor) operator.recoveryCodeHashes = [];
      operator.updatedAt = new Date();
      return { result: true, before: { passkeyId: id } };
    },
  });
}
