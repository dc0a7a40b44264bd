import { StepUpRequired, Unauthenticated } from '../../errors.ts';
import { type AdminContext } from '../admin-context.ts';
import { type Operator } from './operator.ts';
import { type OperatorSession } from './operator-session.ts';

const CONFIRMED_FOR_MS = 10 * 60_000;

/** Throws `StepUpRequired` if a code or a passkey is asked for now. */
export async function requireStepUp(context: AdminContext): Promise<void> {
  if (await needsStepUp(context)) throw new StepUpRequired();
}

/**
 * Whether the operator has given no code and used no passkey within the last ten minutes. Operators without a second factor
 * need none outside production.
 */
export async function needsStepUp(context: AdminContext): Promise<boolean> {
  const session = await context.session();
  if (!session?.signedInAt) throw new Unauthenticated();
  if (!session.operator.hasSecondFactor && !context.config.isProduction) return false;
  return !isConfirmed(session);
}

/** The password alone must not be enough to add a second factor to another one, or to replace it. Both must be locked. */
export function mayAddFactor(operator: Operator, session: OperatorSession): boolean {
  return !operator.hasSecondFactor || (session.signedInAt !== null && isConfirmed(session));
}

function isConfirmed({ confirmedAt }: OperatorSession): boolean {
  return confirmedAt !== null && confirmedAt.getTime() > Date.now() - CONFIRMED_FOR_MS;
}
