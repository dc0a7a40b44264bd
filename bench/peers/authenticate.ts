import { createVerifier } from 'fast-jwt';
import { settings } from './settings.ts';

const verify = createVerifier({
  key: settings.authSecret,
  algorithms: ['HS256'],
  allowedIss: settings.publicUrl,
  allowedAud: 'khalti-subscriptions',
  requiredClaims: ['sub', 'exp', 'iat'],
});

/** Returns the id of the user. Throws if the token is not valid. */
export function authenticate(authorization: string | undefined): string {
  if (!authorization?.startsWith('Bearer ')) throw new Error('UNAUTHENTICATED');
  const { sub } = verify(authorization.slice(7)) as { sub: string };
  return sub;
}
