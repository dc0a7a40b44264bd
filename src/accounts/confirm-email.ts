import { LockMode } from '@mikro-orm/core';
import { hashToken } from '../auth/hash-token.ts';
import { TokenInvalid } from '../errors.ts';
import { type Services } from '../services.ts';
import { User } from '../users/user.ts';
import { AccountToken, AccountTokenPurpose } from './account-token.ts';

/** Confirms an e-mail address with the token of a link. Safe to repeat. Throws `TokenInvalid`. */
export async function confirmEmail(services: Services, token: string): Promise<void> {
  const userId = await services.orm.em.fork().transactional(async (em) => {
    const accountToken = await em.findOne(
      AccountToken,
      { tokenHash: hashToken(token), purpose: AccountTokenPurpose.CONFIRM_EMAIL },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (!accountToken) throw new TokenInvalid();
    const user = await em.findOneOrFail(User, accountToken.user.id);
    if (accountToken.usedAt !== null && user.isEmailConfirmed) return null;
    const now = new Date();
    if (!accountToken.isValid(now)) throw new TokenInvalid();
    accountToken.usedAt = now;
    user.emailConfirmedAt ??= now;
    return user.id;
  });
  if (userId !== null) services.log.info({ userId }, 'confirmEmail');
}
