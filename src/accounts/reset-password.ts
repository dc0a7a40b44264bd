import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { type Client } from '../auth/client.ts';
import { hashToken } from '../auth/hash-token.ts';
import { admitToHashing } from '../auth/hashing.ts';
import { checkPassword, hashPassword } from '../auth/password.ts';
import { type Session } from '../auth/session.ts';
import { accountBlocked, TokenInvalid } from '../errors.ts';
import { type Services } from '../services.ts';
import { User } from '../users/user.ts';
import { AccountToken, AccountTokenPurpose } from './account-token.ts';
import { endAllSessions } from './end-all-sessions.ts';

/** Signs in, and ends all other sessions of this user. Throws `TokenInvalid`, `BadUserInput`, `RateLimited`, `Forbidden`. */
export async function resetPassword(
  services: Services,
  { token, password }: { token: string; password: string },
  { address, device }: Client,
): Promise<Session> {
  checkPassword(password);
  const { owner, passwordHash } = await admitToHashing(async () => {
    await services.attempts.count(address);
    const { user: owner } = await findToken(services.orm.em.fork(), token);
    // Slow, so it runs outside the transaction, and only for a valid token.
    return { owner, passwordHash: await hashPassword(password) };
  });
  const { user, validFrom } = await services.orm.em.fork().transactional(async (em) => {
    const user = await em.findOneOrFail(User, owner.id, { lockMode: LockMode.PESSIMISTIC_WRITE });
    // Checked again under the lock: of two simultaneous calls, one wins.
    const accountToken = await findToken(em, token);
    if (user.blockedAt) throw accountBlocked();
    accountToken.usedAt = new Date();
    user.resetPassword(passwordHash);
    return { user, validFrom: await endAllSessions(em, user) };
  });
  services.sessions.endAll(user.id, validFrom);
  if (user.email !== null) await services.attempts.forgive(address, user.email);
  services.log.info({ userId: user.id }, 'resetPassword');
  return services.sessions.open(user, validFrom, device);
}

async function findToken(em: EntityManager, token: string): Promise<AccountToken> {
  const purpose = AccountTokenPurpose.RESET_PASSWORD;
  const found = await em.findOne(AccountToken, { tokenHash: hashToken(token), purpose });
  if (!found?.isValid(new Date())) throw new TokenInvalid();
  return found;
}
