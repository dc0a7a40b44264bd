import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { hashToken } from '../auth/hash-token.ts';
import { accountBlocked, EmailTaken, TokenInvalid } from '../errors.ts';
import { type Services } from '../services.ts';
import { User } from '../users/user.ts';
import { AccountToken, AccountTokenPurpose } from './account-token.ts';

const { CONFIRM_EMAIL, CHANGE_EMAIL } = AccountTokenPurpose;

/**
 * Confirms an e-mail address with the token of a link, and makes it the address of the account if that was asked for. Safe to
 * repeat. Throws `TokenInvalid`; for a new address also `EmailTaken` and `Forbidden`.
 */
export async function confirmEmail(services: Services, token: string): Promise<void> {
  try {
    const userId = await services.orm.em.fork().transactional(async (em) => {
      const owner = (await findToken(em, token)).user;
      const user = await em.findOneOrFail(User, owner.id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
      // Read again under the lock of the user, which everybody takes first who changes or deletes tokens.
      const accountToken = await findToken(em, token);
      const now = new Date();
      const hasChanged =
        accountToken.purpose === CHANGE_EMAIL ? change(user, accountToken, now) : confirm(user, accountToken, now);
      if (!hasChanged) return null;
      accountToken.usedAt = now;
      // Links that were sent to the former address.
      if (accountToken.purpose === CHANGE_EMAIL) {
        await em.nativeDelete(AccountToken, { user: user.id, id: { $ne: accountToken.id } });
      }
      return user.id;
    });
    if (userId !== null) services.log.info({ userId }, 'confirmEmail');
  } catch (error) {
    // Of two accounts that confirm the same address at the same time, one has it.
    if (error instanceof UniqueConstraintViolationException) throw new EmailTaken();
    throw error;
  }
}

async function findToken(em: EntityManager, token: string): Promise<AccountToken> {
  const purpose = { $in: [CONFIRM_EMAIL, CHANGE_EMAIL] };
  const found = await em.findOne(AccountToken, { tokenHash: hashToken(token), purpose }, { refresh: true });
  if (!found) throw new TokenInvalid();
  return found;
}

/** Returns false if it was done before. */
function confirm(user: User, accountToken: AccountToken, now: Date): boolean {
  if (accountToken.usedAt !== null && user.isEmailConfirmed) return false;
  if (!accountToken.isValid(now)) throw new TokenInvalid();
  user.emailConfirmedAt ??= now;
  return true;
}

/** Returns false if it was done before. */
function change(user: User, accountToken: AccountToken, now: Date): boolean {
  const { email, usedAt } = accountToken;
  if (usedAt !== null && email === user.email) return false;
  if (email === null || email !== user.newEmail || !accountToken.isValid(now)) throw new TokenInvalid();
  if (user.blockedAt) throw accountBlocked();
  user.takeEmail(email, now);
  return true;
}
