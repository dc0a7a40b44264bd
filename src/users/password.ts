import { hash, verify } from '@node-rs/argon2';

// argon2id (2), with 19 MiB and two passes: what OWASP recommends at the least.
const options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let nobodysHash: Promise<string> | undefined;

export async function hashPassword(password: string): Promise<string> {
  return hash(password, options);
}

/** Takes the same time for an account that does not exist (`null`) as for a wrong password. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword('nobody has this password');
  const matches = await verify(passwordHash ?? (await nobodysHash), password);
  return passwordHash !== null && matches;
}
