import { Secret, TOTP } from 'otpauth';
import { hashToken } from '../../auth/hash-token.ts';
import { type Operator } from './operator.ts';

const RECOVERY_CODES = 10;
const RECOVERY_CODE_BYTES = 10;
const MAX_CODE_LENGTH = 64;
// The clock of a telephone may be late or early by one step of 30 seconds.
const WINDOW = 1;

export function newTotpSecret(): string {
  return new Secret().base32;
}

/** What authenticator apps read from a QR code. Without a port: they take a colon as the end of the issuer. */
export function totpUri(secret: string, email: string, publicUrl: string): string {
  return new TOTP({ issuer: new URL(publicUrl).hostname, label: email, secret }).toString();
}

/** Uses up a code of the app or a recovery code. The operator must be locked: a code works once. */
export function takeCode(operator: Operator, code: string): boolean {
  const plain = plainCode(code);
  if (plain === null) return false;
  const step = operator.totpSecret === null ? null : stepOf(operator.totpSecret, plain);
  if (step !== null) return takeStep(operator, step);
  const hash = hashToken(plain);
  if (!operator.recoveryCodeHashes.includes(hash)) return false;
  operator.recoveryCodeHashes = operator.recoveryCodeHashes.filter((one) => one !== hash);
  return true;
}

/** The code proves that the app has the secret. */
export function takeNewSecret(operator: Operator, secret: string, code: string): boolean {
  const step = stepOf(secret, plainCode(code) ?? '');
  if (step === null) return false;
  operator.totpSecret = secret;
  operator.totpLastStep = step;
  operator.updatedAt = new Date();
  return true;
}

export function newRecoveryCodes(): { codes: string[]; hashes: string[] } {
  const plain = Array.from({ length: RECOVERY_CODES }, () => new Secret({ size: RECOVERY_CODE_BYTES }).base32);
  const codes = plain.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'));
  return { codes, hashes: plain.map(hashToken) };
}

/** People type blanks and hyphens, or copy them. */
function plainCode(code: string): string | null {
  return code.length > MAX_CODE_LENGTH ? null : code.replace(/[\s-]/g, '').toUpperCase();
}

/** The number of the 30 seconds to which the code belongs; null if it is wrong. */
function stepOf(secret: string, code: string): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const timestamp = Date.now();
  const totp = new TOTP({ secret });
  const delta = totp.validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : totp.counter({ timestamp }) + delta;
}

function takeStep(operator: Operator, step: number): boolean {
  if (operator.totpLastStep !== null && step <= operator.totpLastStep) return false;
  operator.totpLastStep = step;
  return true;
}
