import { validate as isUuid } from 'uuid';
import { SessionNotFound } from '../errors.ts';
import { type Services } from '../services.ts';

/** Ends one session of the user, in every process. Throws `SessionNotFound`. */
export async function signOutSession({ sessions, log }: Services, userId: string, id: string): Promise<void> {
  if (!isUuid(id) || !(await sessions.endOne(userId, id))) throw new SessionNotFound();
  log.info({ userId }, 'signOutSession');
}
