import { hash, verify } from '@node-rs/argon2';
import { BadUserInput } from '../errors.ts';

const LENGTH = { min: 8, max: 200 };

// argon2id (2), with 19 MiB and two passes: what OWASP recommends at the least.
const options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// Made beforehand, so that the first unknown address takes no longer than the next.
const nobodysHash = hash('nobody has this password', options);

/** Throws `BadUserInput`. */
export function checkPassword(password: string): void {
  if (password.length < LENGTH.min) {
    throw new BadUserInput('password', `A password has at least ${LENGTH.min} characters.`);
  }
  if (password.length > LENGTH.max) {
    throw new BadUserInput('password', `A password has at most ${LENGTH.max} characters.`);
  }
}

export async function hashPassword(password: string): Promise<string> {
  return hash(password, options);
}

/** Takes the same time for an account that does not exist (`null`) as for a wrong password. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await nobodysHash), password);
  return passwordHash !== null && matches;
}
