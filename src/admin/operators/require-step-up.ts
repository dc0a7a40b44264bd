import { StepUpRequired, Unauthenticated } from '../../errors.ts';
import { type AdminContext } from '../admin-context.ts';

export const CONFIRMED_FOR_MS = 10 * 60_000;

/** Throws `StepUpRequired` if a code is asked for now. */
export async function requireStepUp(context: AdminContext): Promise<void> {
  if (await needsStepUp(context)) throw new StepUpRequired();
}

/**
 * Whether the operator has given no code within the last ten minutes. Operators without a second factor need none outside
 * production.
 */
export async function needsStepUp(context: AdminContext): Promise<boolean> {
  const session = await context.session();
  if (!session?.signedInAt) throw new Unauthenticated();
  const { confirmedAt, operator } = session;
  if (operator.totpSecret === null && !context.config.isProduction) return false;
  return confirmedAt === null || confirmedAt.getTime() <= Date.now() - CONFIRMED_FOR_MS;
}
