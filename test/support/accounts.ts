import { AccountTokenPurpose } from '../../src/accounts/account-token.ts';
import { createAccountToken } from '../../src/accounts/create-account-token.ts';
import { type App } from './app.ts';

/** The token that a mailed link would carry. */
export function tokenFor(app: App, user: { id: string }, purpose: keyof typeof AccountTokenPurpose): Promise<string> {
  return createAccountToken(app.services.orm.em.fork(), user, AccountTokenPurpose[purpose]);
}

/** Makes this user's tokens older. The database's clock cannot be moved. */
export async function ageTokens(app: App, userId: string, minutes: number): Promise<void> {
  await app.services.orm.em
    .fork()
    .execute('update account_tokens set expires_at = expires_at - ?::interval where user_id = ?', [
      `${minutes} minutes`,
      userId,
    ]);
}

/** Whether this server accepts the token. Throws on any other error. */
export async function isSignedIn(app: App, token: string): Promise<boolean> {
  const { code } = await app.ask('{ mySubscription { isActive } }', {}, token);
  if (code !== undefined && code !== 'UNAUTHENTICATED') throw new Error(`Unexpected: ${code}`);
  return code === undefined;
}
