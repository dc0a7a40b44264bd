import { type EntityManager } from '@mikro-orm/postgresql';
import { OperatorPasskey } from '../passkeys/operator-passkey.ts';
import { type Done } from '../record-deed.ts';
import { endSessionsOf, lockOperator } from './lock-operator.ts';
import { type Operator } from './operator.ts';

/** For an operator who has lost the telephone: removes app, passkeys and recovery codes, and ends the sessions. */
export async function resetOperatorCode(em: EntityManager, id: string): Promise<Done<Operator>> {
  const operator = await lockOperator(em, id, null);
  const before = { hasCode: operator.totpSecret !== null, hasPasskey: operator.hasPasskey };
  await em.nativeDelete(OperatorPasskey, { operator: operator.id });
  operator.hasPasskey = false;
  operator.totpSecret = null;
  operator.totpLastStep = null;
  operator.recoveryCodeHashes = [];
  operator.updatedAt = new Date();
  await endSessionsOf(em, operator);
  return { result: operator, before, after: { hasCode: false, hasPasskey: false } };
}
