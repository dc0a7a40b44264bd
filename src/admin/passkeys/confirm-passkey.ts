import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { InvalidPasskey, Unauthenticated } from '../../errors.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { confirmSession } from '../operators/confirm-session.ts';
import { lockOwn } from '../operators/lock-own.ts';
import { type OperatorSession } from '../operators/operator-session.ts';
import { SignInStep } from '../operators/sign-in-step.ts';
import { type Done, recordDeed } from '../record-deed.ts';
import { takeChallenge } from './challenge.ts';
import { OperatorPasskey } from './operator-passkey.ts';
import { readAuthentication } from './read-response.ts';
import { verifyAuthentication } from './verify-response.ts';

interface Signed {
  response: AuthenticationResponseJSON;
  challenge: string;
}

interface Confirmed {
  session: OperatorSession;
  token: string | null;
}

/** The second step of signing in, or a confirmation. Throws `InvalidPasskey`, `BadUserInput`, `RateLimited`. */
export async function confirmPasskey(context: AdminContext, values: { response: unknown }): Promise<SignInStep> {
  const own = await context.session();
  if (!own) throw new Unauthenticated();
  const { services, address } = context;
  const response = readAuthentication(values.response);
  const operatorId = own.operator.id;
  await services.attempts.countOperator(address, operatorId);
  const target = { kind: TargetKind.OPERATOR, id: operatorId };
  const confirmed = await recordDeed(
    services,
    { ...(await context.actor()), action: 'confirmPasskey', target },
    {
      ask: () => takeChallenge(services, own),
      change: (em, challenge) => confirm(em, context, own, { response, challenge }),
    },
  );
  await services.attempts.forgiveOperator(address, operatorId);
  context.keepConfirmed(own, confirmed);
  return SignInStep.SIGNED_IN;
}

async function confirm(
  em: EntityManager,
  context: AdminContext,
  own: OperatorSession,
  signed: Signed,
): Promise<Done<Confirmed>> {
  const { operator, session } = await lockOwn(em, own);
  const one = { operator: operator.id, credentialId: signed.response.id };
  const passkey = await em.findOne(OperatorPasskey, one, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!passkey) throw new InvalidPasskey();
  passkey.counter = await verifyAuthentication(context, passkey, signed);
  passkey.lastUsedAt = new Date();
  return { result: { session, token: confirmSession(session) }, after: { passkeyId: passkey.id } };
}
