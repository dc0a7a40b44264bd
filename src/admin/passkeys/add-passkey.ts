import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import type { WebAuthnCredential } from '@simplewebauthn/server';
import { BadUserInput, NotPossible, StepUpRequired, Unauthenticated } from '../../errors.ts';
import { readName } from '../../users/read-name.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { confirmSession } from '../operators/confirm-session.ts';
import { lockOwn } from '../operators/lock-own.ts';
import { type OperatorSession } from '../operators/operator-session.ts';
import { mayAddFactor } from '../operators/require-step-up.ts';
import { type Done, recordDeed } from '../record-deed.ts';
import { takeChallenge } from './challenge.ts';
import { OperatorPasskey } from './operator-passkey.ts';
import { readRegistration } from './read-response.ts';
import { MAX_PASSKEYS } from './start-passkey-setup.ts';
import { verifyRegistration } from './verify-response.ts';

const MAX_NAME_LENGTH = 100;

interface Added {
  passkey: OperatorPasskey;
  session: OperatorSession;
  token: string | null;
}

/**
 * Adds what the browser has created, and confirms the session; one that waits for a second factor is signed in.
 * Throws `InvalidPasskey`, `BadUserInput`, `StepUpRequired`, `NotPossible`, `RateLimited`.
 */
export async function addPasskey(
  context: AdminContext,
  values: { name: string; response: unknown },
): Promise<OperatorPasskey> {
  const own = await context.session();
  if (!own) throw new Unauthenticated();
  const { services, address } = context;
  const name = readPasskeyName(values.name);
  const response = readRegistration(values.response);
  const operatorId = own.operator.id;
  await services.attempts.countOperator(address, operatorId);
  const target = { kind: TargetKind.OPERATOR, id: operatorId };
  const added = await recordDeed(
    services,
    { ...(await context.actor()), action: 'addPasskey', target },
    {
      ask: async () => verifyRegistration(context, { response, challenge: await takeChallenge(services, own) }),
      change: (em, credential) => add(em, own, { name, credential }),
    },
  );
  await services.attempts.forgiveOperator(address, operatorId);
  context.keepConfirmed(own, added);
  return added.passkey;
}

function readPasskeyName(text: string): string {
  const { name } = readName(text);
  if (name !== null && Array.from(name).length <= MAX_NAME_LENGTH) return name;
  throw new BadUserInput('name', `Give the passkey a name with at most ${MAX_NAME_LENGTH} characters.`);
}

async function add(
  em: EntityManager,
  own: OperatorSession,
  { name, credential }: { name: string; credential: WebAuthnCredential },
): Promise<Done<Added>> {
  const { operator, session } = await lockOwn(em, own);
  // Another session may have set up a second factor since.
  if (!mayAddFactor(operator, session)) throw new StepUpRequired();
  if ((await em.count(OperatorPasskey, { operator: operator.id })) >= MAX_PASSKEYS) {
    throw new NotPossible(`You have ${MAX_PASSKEYS} passkeys. Remove one first.`);
  }
  const passkey = new OperatorPasskey({
    operator,
    name,
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: credential.transports ?? [],
  });
  operator.updatedAt = new Date();
  em.persist(passkey);
  const token = confirmSession(session);
  try {
    await em.flush();
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) throw new NotPossible('This passkey was added already.');
    throw error;
  }
  return { result: { passkey, session, token }, after: { passkeyId: passkey.id } };
}
