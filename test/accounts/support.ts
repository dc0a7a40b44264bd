import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccountTokenPurpose } from '../../src/accounts/account-token.ts';
import { createAccountToken } from '../../src/accounts/create-account-token.ts';
import { Mailer } from '../../src/mail/mailer.ts';
import { type Services } from '../../src/services.ts';
import { type App } from '../support/app.ts';

/** What the link in a message would carry. */
export function tokenFor(app: App, user: { id: string }, purpose: keyof typeof AccountTokenPurpose): Promise<string> {
  return createAccountToken(app.services.orm.em.fork(), user, AccountTokenPurpose[purpose]);
}

export async function isSignedIn(on: App, token: string): Promise<boolean> {
  const { code } = await on.ask('{ mySubscription { isActive } }', {}, token);
  if (code !== undefined && code !== 'UNAUTHENTICATED') throw new Error(`Unexpected: ${code}`);
  return code === undefined;
}

/** As if this much time had gone by since the tokens were made. */
export async function ageTokens(app: App, userId: string, minutes: number): Promise<void> {
  await app.services.orm.em
    .fork()
    .execute('update account_tokens set expires_at = expires_at - ?::interval where user_id = ?', [
      `${minutes} minutes`,
      userId,
    ]);
}

/** What was sent, as it stands in the files in which mail is kept. */
export async function sentBy(app: App, send: (services: Services) => Promise<void>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mail-'));
  const mailer = new Mailer({ smtpUrl: null, from: 'shop@example.com', folder, log: app.services.log });
  try {
    await send({ ...app.services, mailer });
    // Soft line ends taken out, as a mail program does.
    return readdirSync(folder).map((name) =>
      readFileSync(join(folder, name), 'utf8').replaceAll('=\r\n', '').replaceAll('=3D', '='),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function until(what: () => Promise<boolean>, withinMs = 10_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await what())) {
    if (Date.now() > end) throw new Error('It did not come to pass in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
