import type { AuthenticationResponseJSON, RegistrationResponseJSON, WebAuthnCredential } from '@simplewebauthn/server';
import { InvalidPasskey } from '../../errors.ts';
import { type AdminContext } from '../admin-context.ts';
import { type OperatorPasskey } from './operator-passkey.ts';
import { relyingParty } from './relying-party.ts';

/** COSE: EdDSA, ES256, RS256. */
export const ALGORITHMS = [-8, -7, -257];

interface Signed<Response> {
  response: Response;
  challenge: string;
}

/** Throws `InvalidPasskey`. */
export async function verifyRegistration(
  context: AdminContext,
  { response, challenge }: Signed<RegistrationResponseJSON>,
): Promise<WebAuthnCredential> {
  return verify(context, async () => {
    await refuseCertificates(response);
    const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      ...expected(context, challenge),
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (registrationInfo?.credential.id !== response.id) return null;
    return registrationInfo.credential;
  });
}

/** The new counter. The passkey must be locked. Throws `InvalidPasskey`. */
export async function verifyAuthentication(
  context: AdminContext,
  { credentialId: id, publicKey, counter }: OperatorPasskey,
  { response, challenge }: Signed<AuthenticationResponseJSON>,
): Promise<number> {
  return verify(context, async () => {
    const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      ...expected(context, challenge),
      credential: { id, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter },
    });
    return verified ? authenticationInfo.newCounter : null;
  });
}

/** We ask for no certificate. To check one, addresses that it names would be fetched. */
async function refuseCertificates({ response }: RegistrationResponseJSON): Promise<void> {
  const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers');
  const decoded = decodeAttestationObject(new Uint8Array(Buffer.from(response.attestationObject, 'base64url')));
  const format = decoded.get('fmt');
  const isSelfSigned = format === 'packed' && decoded.get('attStmt').get('x5c') === undefined;
  if (format !== 'none' && !isSelfSigned) throw new Error(`The attestation format is ${format}`);
}

function expected(context: AdminContext, challenge: string) {
  const { id, origins } = relyingParty(context);
  return {
    expectedChallenge: challenge,
    expectedOrigin: origins,
    expectedRPID: id,
    requireUserVerification: true,
  };
}

/** The library throws for everything that does not fit. */
async function verify<Result>({ services }: AdminContext, check: () => Promise<Result | null>): Promise<Result> {
  const result = await check().catch((error: unknown) => {
    services.log.info({ err: error }, 'a passkey was refused');
    return null;
  });
  if (result === null) throw new InvalidPasskey();
  return result;
}
