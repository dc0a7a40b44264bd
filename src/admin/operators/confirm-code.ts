import { type EntityManager } from '@mikro-orm/postgresql';
import { InvalidCode, NotPossible, Unauthenticated } from '../../errors.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { recordDeed } from '../record-deed.ts';
import { takeCode, takeNewSecret } from './codes.ts';
import { confirmSession } from './confirm-session.ts';
import { lockOwn } from './lock-own.ts';
import { type Operator } from './operator.ts';
import { type OperatorSession } from './operator-session.ts';
import { mayAddFactor } from './require-step-up.ts';
import { SignInStep } from './sign-in-step.ts';

/** The second step of signing in, the end of setting up an app, or a confirmation. Throws `InvalidCode`, `RateLimited`. */
export async function confirmCode(context: AdminContext, code: string): Promise<SignInStep> {
  const own = await context.session();
  if (!own) throw new Unauthenticated();
  const { services, address } = context;
  const operatorId = own.operator.id;
  await services.attempts.countOperator(address, operatorId);
  const target = { kind: TargetKind.OPERATOR, id: operatorId };
  const confirmed = await recordDeed(
    services,
    { ...(await context.actor()), action: 'confirmCode', target },
    { change: async (em) => ({ result: await confirm(em, own, code) }) },
  );
  await services.attempts.forgiveOperator(address, operatorId);
  context.keepConfirmed(own, confirmed);
  return SignInStep.SIGNED_IN;
}

async function confirm(
  em: EntityManager,
  own: OperatorSession,
  code: string,
): Promise<{ session: OperatorSession; token: string | null }> {
  const { operator, session } = await lockOwn(em, own);
  if (!takeEither(operator, session, code)) throw new InvalidCode();
  return { session, token: confirmSession(session) };
}

function takeEither(operator: Operator, session: OperatorSession, code: string): boolean {
  const { newTotpSecret } = session;
  if (operator.totpSecret === null && newTotpSecret === null && operator.recoveryCodeHashes.length === 0) {
    throw new NotPossible('No authenticator app is set up. Call startCodeSetup first.');
  }
  // Another session may have set up a second factor since. Then a new one needs that first.
  if (newTotpSecret !== null && mayAddFactor(operator, session) && takeNewSecret(operator, newTotpSecret, code)) {
    session.newTotpSecret = null;
    return true;
  }
  return takeCode(operator, code);
}
