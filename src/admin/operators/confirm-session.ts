import { newSessionToken } from './open-session.ts';
import { type OperatorSession } from './operator-session.ts';
import { SESSION_LIMITS } from './read-session.ts';

/** After a second factor. A session that waited for it is signed in, with a new token: that of the first step opens nothing. */
export function confirmSession(session: OperatorSession): string | null {
  const now = new Date();
  session.confirmedAt = now;
  if (session.signedInAt !== null) return null;
  const { token, tokenHash } = newSessionToken();
  session.tokenHash = tokenHash;
  session.signedInAt = now;
  session.lastUsedAt = now;
  session.expiresAt = new Date(now.getTime() + SESSION_LIMITS.lifetimeMs);
  return token;
}
