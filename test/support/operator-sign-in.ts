import { setTimeout as sleep } from 'node:timers/promises';
import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { TOTP } from 'otpauth';
import { createInvitation } from '../../src/admin/operators/create-invitation.ts';
import { type OperatorRole } from '../../src/admin/permissions.ts';
import { type App } from './app.ts';
import { type Answered } from './ask-graphql.ts';
import { type Authenticator } from './authenticator.ts';
import { askAdmin } from './operator.ts';

export const PASSWORD = 'correct horse';
const STEP_MS = 30_000;

let count = 0;

/** A browser of an operator: keeps the cookie, and has an authenticator app. */
export class OperatorBrowser {
  readonly app: { url: string };
  cookie: string | null = null;
  secret: string | null = null;

  constructor(app: { url: string }) {
    this.app = app;
  }

  async ask<Data = Record<string, unknown>>(
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<Answered<Data>> {
    const answered = await askAdmin<Data>(this.app, query, variables, this.cookie ? { cookie: this.cookie } : {});
    const [set] = answered.headers.getSetCookie();
    if (set) this.cookie = /^([^;]+)/.exec(set)?.[1] ?? null;
    return answered;
  }

  /** The next step, or the code of the error. */
  async acceptInvitation(token: string, { name = 'Anita', password = PASSWORD } = {}): Promise<string | undefined> {
    const { data, code } = await this.ask<{ step: string } | null>(
      'mutation ($token: String!, $name: String!, $password: String!) { step: acceptInvitation(token: $token, name: $name, password: $password) }',
      { token, name, password },
    );
    return data?.step ?? String(code);
  }

  async signIn(email: string, password = PASSWORD): Promise<string | undefined> {
    const { data, code } = await this.ask<{ step: string } | null>(
      'mutation ($email: EmailAddress!, $password: String!) { step: signIn(email: $email, password: $password) }',
      { email, password },
    );
    return data?.step ?? String(code);
  }

  async confirmCode(code: string): Promise<string | undefined> {
    const answered = await this.ask<{ step: string } | null>(
      'mutation ($code: String!) { step: confirmCode(code: $code) }',
      { code },
    );
    return answered.data?.step ?? String(answered.code);
  }

  async setUpCode(): Promise<void> {
    const { data } = await this.ask<{ startCodeSetup: { secret: string } }>(
      'mutation { startCodeSetup { secret uri } }',
    );
    this.secret = data.startCodeSetup.secret;
    // The code before the present one, which leaves the present one to the test. It must not become too old on its way.
    const leftMs = STEP_MS - (Date.now() % STEP_MS);
    if (leftMs < 2_000) await sleep(leftMs);
    const step = await this.confirmCode(this.code(-1));
    if (step !== 'SIGNED_IN') throw new Error(`The app was not set up: ${step}`);
  }

  /** Of 30 seconds before, now, or 30 seconds later: a code works once. */
  code(step: -1 | 0 | 1 = 0): string {
    return new TOTP({ secret: String(this.secret) }).generate({ timestamp: Date.now() + step * STEP_MS });
  }

  /** The options of `startPasskeySetup` or `startPasskey`. Throws the code of the error. */
  async passkeyOptions<Options>(mutation: 'startPasskeySetup' | 'startPasskey'): Promise<Options> {
    const { data, code } = await this.ask<{ options: Options } | null>(`mutation { options: ${mutation} }`);
    if (!data) throw new Error(String(code));
    return data.options;
  }

  /** Undefined, or the code of the error. */
  async addPasskey(response: object, name = 'Office laptop'): Promise<string | undefined> {
    const { code } = await this.ask(
      'mutation ($name: String!, $response: JSONObject!) { addPasskey(name: $name, response: $response) { id } }',
      { name, response },
    );
    return code;
  }

  async setUpPasskey(authenticator: Authenticator, origin = this.app.url): Promise<void> {
    const options = await this.passkeyOptions<PublicKeyCredentialCreationOptionsJSON>('startPasskeySetup');
    const code = await this.addPasskey(authenticator.create(options, { origin }));
    if (code !== undefined) throw new Error(`The passkey was not set up: ${code}`);
  }

  async confirmPasskey(response: object): Promise<string | undefined> {
    const { data, code } = await this.ask<{ step: string } | null>(
      'mutation ($response: JSONObject!) { step: confirmPasskey(response: $response) }',
      { response },
    );
    return data?.step ?? String(code);
  }

  async signByPasskey(authenticator: Authenticator, origin = this.app.url): Promise<string | undefined> {
    const options = await this.passkeyOptions<PublicKeyCredentialRequestOptionsJSON>('startPasskey');
    return this.confirmPasskey(authenticator.get(options, { origin }));
  }

  async role(): Promise<string | null> {
    const { data } = await this.ask<{ me: { operator: { role: string } } | null }>('{ me { operator { role } } }');
    return data.me?.operator.role ?? null;
  }
}

/** The present code of an operator's authenticator app. */
export function totpOf({ totpSecret }: { totpSecret: string | null }): string {
  return new TOTP({ secret: String(totpSecret) }).generate();
}

/** The token of a new invitation. */
export async function invite(
  app: App,
  role: `${OperatorRole}`,
  email = newEmail(),
): Promise<{ email: string; token: string }> {
  const values = { email, role: role as OperatorRole, publicUrl: app.url };
  const { link } = await app.services.orm.em.fork().transactional((em) => createInvitation(em, values));
  return { email, token: link.split('#token=')[1] ?? '' };
}

/** An operator who has accepted an invitation. */
export async function newOperator(
  app: App,
  role: `${OperatorRole}`,
): Promise<{ email: string; browser: OperatorBrowser }> {
  const { email, token } = await invite(app, role);
  const browser = new OperatorBrowser(app);
  await browser.acceptInvitation(token);
  return { email, browser };
}

export function newEmail(): string {
  count += 1;
  return `invited-${process.pid}-${count}@example.com`;
}
