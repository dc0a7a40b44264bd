import { Unauthenticated } from '../errors.ts';
import { type Services } from '../services.ts';

/** Ends the sessions of these tokens, in every process. Tokens that are not valid any more are skipped. */
export async function signOut(services: Services, tokens: string[]): Promise<void> {
  for (const token of tokens) await endSession(services, token);
}

async function endSession({ sessions, identityProvider, orm, log }: Services, token: string): Promise<void> {
  try {
    const userId = await (identityProvider ? identityProvider.end(token, orm) : sessions.end(token));
    log.info({ userId }, 'signOut');
  } catch (error) {
    if (!(error instanceof Unauthenticated)) throw error;
  }
}
