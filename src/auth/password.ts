import { hash, verify } from '@node-rs/argon2';
import { BadUserInput } from '../errors.ts';
import { say } from '../languages/say.ts';
import { inTurn } from './hashing.ts';

export const PASSWORD_LENGTH = { min: 8, max: 200 };

// argon2id (2) with OWASP's minimum: 19 MiB and two passes.
const options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// Computed at start, so that the first unknown address takes no longer than the next.
const unusedHash = hash('no account has this password', options);

export function checkPassword(password: string, argument = 'password'): void {
  const length = Array.from(normalize(password)).length;
  if (length < PASSWORD_LENGTH.min) {
    throw new BadUserInput(
      argument,
      say((words) => words.password.atLeast(PASSWORD_LENGTH.min)),
    );
  }
  if (length > PASSWORD_LENGTH.max) {
    throw new BadUserInput(
      argument,
      say((words) => words.password.atMost(PASSWORD_LENGTH.max)),
    );
  }
}

export async function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normalize(password), options));
}

/** Takes the same time for an account that does not exist (`null`) as for a wrong password. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const candidate = passwordHash ?? (await unusedHash);
  const normalized = normalize(password);
  let matches = await inTurn(() => verify(candidate, normalized));
  // Hashes of earlier versions are of the password as it was typed.
  if (!matches && normalized !== password) matches = await inTurn(() => verify(candidate, password));
  return passwordHash !== null && matches;
}

/** RFC 8265 (OpaqueString), but with NFKC, because input methods for other scripts type full-width letters and digits. */
function normalize(password: string): string {
  return password.replace(/\p{Zs}/gu, ' ').normalize('NFKC');
}
