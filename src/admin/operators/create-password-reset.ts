import { randomBytes } from 'node:crypto';
import { type EntityManager } from '@mikro-orm/postgresql';
import { hashToken } from '../../auth/hash-token.ts';
import { NotPossible } from '../../errors.ts';
import { type Done } from '../record-deed.ts';
import { lockOperator } from './lock-operator.ts';
import { OperatorPasswordReset } from './operator-password-reset.ts';

const RESET_MS = 24 * 60 * 60_000;
const TOKEN_BYTES = 32;

export interface NewPasswordReset {
  reset: OperatorPasswordReset;
  email: string;
  /** Contains the token, which is stored nowhere. */
  link: string;
}

/** The password works until the link is used. Older links of the operator stop working. Throws `NotFound`, `NotPossible`. */
export async function createPasswordReset(
  em: EntityManager,
  { id, publicUrl }: { id: string; publicUrl: string },
): Promise<Done<NewPasswordReset>> {
  const operator = await lockOperator(em, id, null);
  if (operator.disabledAt !== null) throw new NotPossible('This operator is disabled and cannot sign in.');
  await em.nativeDelete(OperatorPasswordReset, { operator: operator.id, usedAt: null });
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const expiresAt = new Date(Date.now() + RESET_MS);
  const reset = new OperatorPasswordReset({ operator, tokenHash: hashToken(token), expiresAt });
  em.persist(reset);
  // Browsers do not send the fragment, so the token is in no log and no referrer.
  const link = `${publicUrl}/admin/reset#token=${token}`;
  return { result: { reset, email: operator.email, link }, after: { resetId: reset.id } };
}
