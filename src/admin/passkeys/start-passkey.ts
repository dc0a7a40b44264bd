import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { NotPossible, Unauthenticated } from '../../errors.ts';
import { type AdminContext } from '../admin-context.ts';
import { lockOwn } from '../operators/lock-own.ts';
import { CHALLENGE_MS, keepChallenge } from './challenge.ts';
import { OperatorPasskey } from './operator-passkey.ts';
import { relyingParty } from './relying-party.ts';

/** What a browser needs to use a passkey, after the first step or in a session. Throws `Unauthenticated`, `NotPossible`. */
export async function startPasskey(context: AdminContext): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const own = await context.session();
  if (!own) throw new Unauthenticated();
  const passkeys = await context.em.find(OperatorPasskey, { operator: own.operator.id });
  if (passkeys.length === 0) throw new NotPossible('You have no passkey. Use a code of your authenticator app.');
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server');
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(context).id,
    timeout: CHALLENGE_MS,
    userVerification: 'required',
    allowCredentials: passkeys.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
  });
  await context.services.orm.em.fork().transactional(async (em) => {
    const { session } = await lockOwn(em, own);
    keepChallenge(session, options.challenge);
  });
  return options;
}
