import { hashToken } from '../../auth/hash-token.ts';
import { type Services } from '../../services.ts';
import { OperatorSession } from './operator-session.ts';

export const SESSION_LIMITS = { idleMs: 30 * 60_000, lifetimeMs: 12 * 60 * 60_000 };
const TOUCH_EVERY_MS = 60_000;

/**
 * The session of a token, with its operator; null if it has ended, is too old, was idle, or its operator is disabled.
 * `isUse` keeps it from being idle.
 */
export async function readSession(
  { orm }: Services,
  token: string | undefined,
  isUse: boolean,
): Promise<OperatorSession | null> {
  if (!token) return null;
  const em = orm.em.fork();
  const tokenHash = hashToken(token);
  const session = await em.findOne(OperatorSession, { tokenHash, endedAt: null }, { populate: ['operator'] });
  const now = Date.now();
  if (!session || session.operator.disabledAt !== null) return null;
  if (session.expiresAt.getTime() <= now || session.lastUsedAt.getTime() <= now - SESSION_LIMITS.idleMs) return null;
  if (isUse && session.lastUsedAt.getTime() <= now - TOUCH_EVERY_MS) {
    session.lastUsedAt = new Date(now);
    await em.flush();
  }
  return session;
}
