import { type EntityManager } from '@mikro-orm/postgresql';
import { SESSIONS_ENDED } from '../auth/ended-sessions.ts';
import { databaseTime } from '../database/database-time.ts';
import { type User } from '../users/user.ts';

/**
 * Ends all sessions of a user whose row is locked, when the transaction commits. After that, tell `services.sessions`.
 * Returns from when sessions are valid.
 */
export async function endAllSessions(em: EntityManager, user: User): Promise<Date> {
  // `signIn` reads the clock before it locks the user. One millisecond more ends every session that it is opening.
  const validFrom = new Date((await databaseTime(em)).getTime() + 1);
  user.sessionsValidFrom = validFrom;
  await em.execute('delete from open_sessions where user_id = ?', [user.id]);
  await em.execute('select pg_notify(?, ?)', [SESSIONS_ENDED, `${user.id}:${validFrom.getTime()}`]);
  return validFrom;
}
