import { LockMode } from '@mikro-orm/core';
import { InvalidPasskey } from '../../errors.ts';
import { type Services } from '../../services.ts';
import { OperatorSession } from '../operators/operator-session.ts';

export const CHALLENGE_MS = 5 * 60_000;

/** A new challenge replaces the one before. The session must be locked. */
export function keepChallenge(session: OperatorSession, challenge: string): void {
  session.passkeyChallenge = challenge;
  session.passkeyChallengeEndsAt = new Date(Date.now() + CHALLENGE_MS);
}

/** In a transaction of its own: a challenge is used up, also by a wrong response. Throws `InvalidPasskey`. */
export async function takeChallenge({ orm }: Services, { id }: OperatorSession): Promise<string> {
  const challenge = await orm.em.fork().transactional(async (em) => {
    const session = await em.findOne(OperatorSession, { id, endedAt: null }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const { passkeyChallenge = null, passkeyChallengeEndsAt: endsAt = null } = session ?? {};
    if (session) session.passkeyChallenge = session.passkeyChallengeEndsAt = null;
    return endsAt !== null && endsAt.getTime() > Date.now() ? passkeyChallenge : null;
  });
  if (challenge === null) throw new InvalidPasskey();
  return challenge;
}
