import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Mailer } from '../../src/mail/mailer.ts';
import { type Services } from '../../src/services.ts';
import { type App } from './app.ts';

/** Runs `send` without a mail server. Returns the messages that it has sent. */
export async function mailsSentBy(app: App, send: (services: Services) => Promise<void>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mail-'));
  const mailer = new Mailer({ smtpUrl: null, from: 'shop@example.com', folder, log: app.services.log });
  try {
    await send({ ...app.services, mailer });
    // Decodes the quoted-printable characters that a link may contain.
    return readdirSync(folder).map((name) =>
      readFileSync(join(folder, name), 'utf8').replaceAll('=\r\n', '').replaceAll('=3D', '='),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
