import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server';
import { parse as uuidBytes } from 'uuid';
import { NotPossible, StepUpRequired, Unauthenticated } from '../../errors.ts';
import { type AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { lockOwn } from '../operators/lock-own.ts';
import { type Operator } from '../operators/operator.ts';
import { mayAddFactor } from '../operators/require-step-up.ts';
import { recordDeed } from '../record-deed.ts';
import { CHALLENGE_MS, keepChallenge } from './challenge.ts';
import { OperatorPasskey } from './operator-passkey.ts';
import { relyingParty } from './relying-party.ts';
import { ALGORITHMS } from './verify-response.ts';

export const MAX_PASSKEYS = 10;

/** What a browser needs to create a passkey. Throws `Unauthenticated`, `StepUpRequired`, `NotPossible`. */
export async function startPasskeySetup(context: AdminContext): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const own = await context.session();
  if (!own) throw new Unauthenticated();
  const target = { kind: TargetKind.OPERATOR, id: own.operator.id };
  return recordDeed(
    context.services,
    { ...(await context.actor()), action: 'startPasskeySetup', target },
    {
      change: async (em) => {
        const { operator, session } = await lockOwn(em, own);
        if (!mayAddFactor(operator, session)) throw new StepUpRequired();
        const passkeys = await em.find(OperatorPasskey, { operator: operator.id });
        if (passkeys.length >= MAX_PASSKEYS)
          throw new NotPossible(`You have ${MAX_PASSKEYS} passkeys. Remove one first.`);
        const result = await creationOptions(context, operator, passkeys);
        keepChallenge(session, result.challenge);
        return { result };
      },
    },
  );
}

async function creationOptions(
  context: AdminContext,
  { id, email, name }: Operator,
  passkeys: OperatorPasskey[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await import('@simplewebauthn/server');
  const { id: rpID } = relyingParty(context);
  return generateRegistrationOptions({
    rpID,
    rpName: rpID,
    userID: new Uint8Array(uuidBytes(id)),
    userName: email,
    userDisplayName: name,
    timeout: CHALLENGE_MS,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: passkeys.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
  });
}
