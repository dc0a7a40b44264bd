import { randomBytes } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { User } from '../users/user.ts';
import { AccountToken, AccountTokenPurpose } from './account-token.ts';

const MINUTE_MS = 60 * 1000;
const TOKEN_BYTES = 32;

export const tokenLifetimesMs: Record<AccountTokenPurpose, number> = {
  RESET_PASSWORD: 30 * MINUTE_MS,
  CONFIRM_EMAIL: 7 * 24 * 60 * MINUTE_MS,
  CHANGE_EMAIL: 7 * 24 * 60 * MINUTE_MS,
};

/**
 * Creates the token for a link, and saves its hash. A new token to reset a password replaces older ones. `email`: the new address,
 * if the link is to change it.
 */
export async function createAccountToken(
  em: EntityManager,
  user: Pick<User, 'id'>,
  purpose: AccountTokenPurpose,
  email: string | null = null,
): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  await em.fork().transactional(async (tx) => {
    // Locked, so that of two simultaneous tokens one replaces the other.
    const owner = await tx.findOneOrFail(User, user.id, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (purpose === AccountTokenPurpose.RESET_PASSWORD) await tx.nativeDelete(AccountToken, { user: owner, purpose });
    tx.persist(new AccountToken(owner, purpose, token, tokenLifetimesMs[purpose], email));
  });
  return token;
}
