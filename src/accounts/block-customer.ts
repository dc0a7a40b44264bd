import { type EntityManager } from '@mikro-orm/postgresql';
import { type User } from '../users/user.ts';
import { announceBar } from './announce-bar.ts';
import { endAllSessions } from './end-all-sessions.ts';

/** Ends the customer's sessions, and opens no more. The row must be locked. Returns false if the customer was blocked. */
export async function blockCustomer(em: EntityManager, user: User): Promise<boolean> {
  if (user.blockedAt) return false;
  user.blockedAt = new Date();
  await endAllSessions(em, user);
  await announceBar(em, user.id, 'BLOCKED');
  await em.flush();
  return true;
}

/** Sessions that have ended stay ended. Returns false if the customer was not blocked. */
export async function unblockCustomer(em: EntityManager, user: User): Promise<boolean> {
  if (!user.blockedAt) return false;
  user.blockedAt = null;
  await announceBar(em, user.id, null);
  await em.flush();
  return true;
}
