import { LockMode } from '@mikro-orm/core';
import { type Services } from '../services.ts';
import { User } from '../users/user.ts';
import { endAllSessions } from './end-all-sessions.ts';

/** Ends every session of the user, in every process. */
export async function signOutEverywhere({ orm, sessions, log }: Services, userId: string): Promise<void> {
  const validFrom = await orm.em.fork().transactional(async (em) => {
    const user = await em.findOneOrFail(User, userId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    return endAllSessions(em, user);
  });
  sessions.endAll(userId, validFrom);
  log.info({ userId }, 'signOutEverywhere');
}
