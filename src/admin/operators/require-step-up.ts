import { StepUpRequired, Unauthenticated } from '../../errors.ts';
import { type AdminContext } from '../admin-context.ts';

export const CONFIRMED_FOR_MS = 10 * 60_000;

/**
 * Throws `StepUpRequired` unless the operator has given a code within the last ten minutes. Operators without a second
 * factor pass outside production only.
 */
export async function requireStepUp(context: AdminContext): Promise<void> {
  const session = await context.session();
  if (!session?.signedInAt) throw new Unauthenticated();
  const { confirmedAt, operator } = session;
  if (operator.totpSecret === null && !context.config.isProduction) return;
  if (confirmedAt === null || confirmedAt.getTime() <= Date.now() - CONFIRMED_FOR_MS) throw new StepUpRequired();
}
