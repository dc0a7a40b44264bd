import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { InvalidCode, NotPossible, Unauthenticated } from '../../errors.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { recordDeed } from '../record-deed.ts';
import { takeCode, takeNewSecret } from './codes.ts';
import { newSessionToken } from './open-session.ts';
import { Operator } from './operator.ts';
import { OperatorSession } from './operator-session.ts';
import { SESSION_LIMITS } from './read-session.ts';
import { CONFIRMED_FOR_MS } from './require-step-up.ts';
import { SignInStep } from './sign-in-step.ts';

/** The second step of signing in, the end of setting up an app, or a confirmation. Throws `InvalidCode`, `RateLimited`. */
export async function confirmCode(context: AdminContext, code: string): Promise<SignInStep> {
  const session = await context.session();
  if (!session) throw new Unauthenticated();
  const { services, address } = context;
  const operatorId = session.operator.id;
  await services.attempts.countOperator(address, operatorId);
  const target = { kind: TargetKind.OPERATOR, id: operatorId };
  const { confirmed, token } = await recordDeed(
    services,
    { ...(await context.actor()), action: 'confirmCode', target },
    { change: async (em) => ({ result: await confirm(em, session, code) }) },
  );
  await services.attempts.forgiveOperator(address, operatorId);
  if (token === null) session.confirmedAt = confirmed.confirmedAt;
  else context.setCookie({ token, expiresAt: confirmed.expiresAt });
  return SignInStep.SIGNED_IN;
}

async function confirm(
  em: EntityManager,
  { id, tokenHash, operator: { id: operatorId } }: OperatorSession,
  code: string,
): Promise<{ confirmed: OperatorSession; token: string | null }> {
  // Locked in this order by everything that changes both.
  const operator = await em.findOne(Operator, { id: operatorId, disabledAt: null }, forUpdate);
  const session = await em.findOne(OperatorSession, { id, tokenHash, endedAt: null }, forUpdate);
  if (!operator || !session) throw Unauthenticated.invalidSession();
  if (!takeEither(operator, session, code)) throw new InvalidCode();
  session.confirmedAt = new Date();
  if (session.signedInAt !== null) return { confirmed: session, token: null };
  return { confirmed: session, token: signInWithNewToken(session) };
}

const forUpdate = { lockMode: LockMode.PESSIMISTIC_WRITE };

function takeEither(operator: Operator, session: OperatorSession, code: string): boolean {
  const { newTotpSecret } = session;
  if (operator.totpSecret === null && newTotpSecret === null) {
    throw new NotPossible('No authenticator app is set up. Call startCodeSetup first.');
  }
  if (newTotpSecret !== null && mayReplaceSecret(operator, session) && takeNewSecret(operator, newTotpSecret, code)) {
    session.newTotpSecret = null;
    return true;
  }
  return takeCode(operator, code);
}

/** Another session may have set up an app since. Then a new one needs a code of that first. */
function mayReplaceSecret({ totpSecret }: Operator, { signedInAt, confirmedAt }: OperatorSession): boolean {
  if (totpSecret === null) return true;
  return signedInAt !== null && confirmedAt !== null && confirmedAt.getTime() > Date.now() - CONFIRMED_FOR_MS;
}

/** The token of the first step opens nothing any more. */
function signInWithNewToken(session: OperatorSession): string {
  const { token, tokenHash } = newSessionToken();
  const now = new Date();
  session.tokenHash = tokenHash;
  session.signedInAt = now;
  session.lastUsedAt = now;
  session.expiresAt = new Date(now.getTime() + SESSION_LIMITS.lifetimeMs);
  return token;
}
