import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { User } from '../../src/users/user.ts';
import { tokenFor } from '../support/accounts.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';
import { startIdentityProvider } from '../support/identity-provider.ts';
import { TestOperator } from '../support/operator.ts';
import { cleanUp, runCommand } from '../support/program.ts';
import { newFolder } from '../support/program-folder.ts';
import { waitUntil } from '../support/wait-until.ts';

const CREATE = `mutation ($scopes: [ApiKeyScope!]!, $days: Int) {
  createApiKey(name: "A backend", scopes: $scopes, expiresInDays: $days) { key apiKey { id prefix } }
}`;
const BLOCK = `mutation ($id: ID!, $seen: DateTime!) {
  blockCustomer(userId: $id, seenUpdatedAt: $seen, reason: "A test") { id }
}`;

let app: App;
let owner: TestOperator;
let key: string;
let keyId: string;

async function create(scopes: string[]): Promise<{ key: string; apiKey: { id: string; prefix: string } }> {
  const { data } = await owner.ask<{ createApiKey: { key: string; apiKey: { id: string; prefix: string } } }>(CREATE, {
    scopes,
  });
  return data.createApiKey;
}

async function get(query: string, headers: Record<string, string> = { authorization: `Bearer ${key}` }) {
  const response = await fetch(`${app.url}/api/access${query}`, { headers });
  const text = await response.text();
  const body = text === '' ? null : JSON.parse(text);
  return { status: response.status, headers: response.headers, body, code: body?.errors?.[0]?.extensions.code };
}

async function buy(customer: Customer): Promise<void> {
  const { pidx } = await customer.initiate('standard');
  await atKhalti(app, pidx, 'complete');
  await customer.verify(pidx);
}

beforeAll(async () => {
  app = await startApp();
  owner = await TestOperator.signedIn(app, 'OWNER');
  const created = await create(['ACCESS']);
  ({ key } = created);
  keyId = created.apiKey.id;
});
afterAll(() => app.close());

describe('GET /api/access', () => {
  it('answers who has access, and nobody else has', async () => {
    const customer = await Customer.signUp(app);
    const none = { hasAccess: false, plan: null, endsAt: null, isBlocked: false, version: 0 };
    expect((await get(`?userId=${customer.id}`)).body).toEqual(none);
    expect((await get('?userId=nobody')).body).toEqual(none);
    expect((await get('?subject=nobody')).body).toEqual(none);
    await buy(customer);
    const { endsAt } = (await customer.subscription()) ?? {};
    const access = { hasAccess: true, plan: 'standard', endsAt, isBlocked: false, version: 1 };
    expect((await get(`?userId=${customer.id}`)).body).toEqual(access);
  });

  it('believes an address only after it was confirmed', async () => {
    const customer = await Customer.signUp(app);
    await buy(customer);
    const asked = `?email=${encodeURIComponent(customer.email.toUpperCase())}`;
    expect((await get(asked)).body).toMatchObject({ hasAccess: false, version: 0 });
    const token = await tokenFor(app, customer, 'CONFIRM_EMAIL');
    await app.ask('mutation ($token: String!) { confirmEmail(token: $token) }', { token });
    expect((await get(asked)).body).toMatchObject({ hasAccess: true, plan: 'standard' });
  });

  it('finds people by their subject at the identity provider', async () => {
    const provider = await startIdentityProvider();
    const beside = await startApp({ beside: app, env: provider.env });
    const me = await beside.ask<{ me: { id: string } }>('{ me { id } }', {}, await provider.token({ sub: 'auth0|12' }));
    await app.services.orm.em.fork().execute(
      `insert into subscriptions (user_id, plan_id, starts_at, ends_at)
       select ?, id, now(), now() + interval '1 day' from plans where code = 'basic'`,
      [me.data.me.id],
    );
    const ask = async (subject: string) => {
      const headers = { authorization: `Bearer ${key}` };
      return (await fetch(`${beside.url}/api/access?subject=${encodeURIComponent(subject)}`, { headers })).json();
    };
    expect(await ask('auth0|12')).toMatchObject({ hasAccess: true, plan: 'basic', version: 1 });
    expect(await ask('12')).toMatchObject({ hasAccess: false, version: 0 });
    await beside.close();
    await provider.close();
  });

  it('has a version that grows with each change of access, also when the customer is blocked', async () => {
    const customer = await Customer.signUp(app);
    await buy(customer);
    await buy(customer);
    expect((await get(`?userId=${customer.id}`)).body).toMatchObject({ hasAccess: true, version: 2 });
    const { updatedAt } = await app.services.orm.em.fork().findOneOrFail(User, customer.id);
    const { errors } = await owner.ask(BLOCK, { id: customer.id, seen: updatedAt });
    expect(errors).toEqual([]);
    const blocked = { hasAccess: false, plan: 'standard', isBlocked: true, version: 3 };
    expect((await get(`?userId=${customer.id}`)).body).toMatchObject(blocked);
  });

  it('answers 304 if nothing has changed', async () => {
    const customer = await Customer.signUp(app);
    const first = await get(`?userId=${customer.id}`);
    const headers = { authorization: `Bearer ${key}`, 'if-none-match': String(first.headers.get('etag')) };
    expect(await get(`?userId=${customer.id}`, headers)).toMatchObject({ status: 304, body: null });
    await buy(customer);
    expect(await get(`?userId=${customer.id}`, headers)).toMatchObject({ status: 200 });
  });

  it('says what is wrong with the request', async () => {
    expect(await get('?userId=x', {})).toMatchObject({ status: 401, code: 'API_KEY_MISSING' });
    const wrong = { authorization: 'Bearer ks_wrong' };
    expect(await get('?userId=x', wrong)).toMatchObject({ status: 401, code: 'API_KEY_INVALID' });
    const events = { authorization: `Bearer ${(await create(['EVENTS'])).key}` };
    expect(await get('?userId=x', events)).toMatchObject({ status: 403, code: 'SCOPE_MISSING' });
    for (const query of ['', '?userId=x&email=y', '?userId=', '?userId=x&userId=y']) {
      expect(await get(query)).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    }
  });

  it('counts requests for itself', async () => {
    const small = await startApp({ beside: app, env: { API_REQUESTS_PER_MINUTE: '1' } });
    const ask = () => fetch(`${small.url}/api/access?userId=x`, { headers: { authorization: `Bearer ${key}` } });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 429]);
    expect((await small.ask('{ plans { id } }')).status).toBe(200);
    await small.close();
  });
});

describe('API keys', () => {
  it('are made by owners after a fresh code, stored as a hash, and audited', async () => {
    const late = await TestOperator.signedIn(app, 'OWNER', { hasConfirmed: false });
    expect(await late.ask(CREATE, { scopes: ['ACCESS'] })).toMatchObject({ code: 'STEP_UP_REQUIRED' });
    const finance = await TestOperator.signedIn(app, 'FINANCE');
    expect(await finance.ask(CREATE, { scopes: ['ACCESS'] })).toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(await owner.ask(CREATE, { scopes: [] })).toMatchObject({ code: 'BAD_USER_INPUT' });
    const em = app.services.orm.em.fork();
    const stored = JSON.stringify([
      await em.execute('select * from api_keys'),
      await em.execute('select * from audit_entries'),
    ]);
    expect(stored).not.toContain(key);
    expect(JSON.stringify(app.logged)).not.toContain(key);
    const deeds = await em.execute(`select action from audit_entries where target_id = ? and outcome = 'DONE'`, [
      keyId,
    ]);
    expect(deeds).toEqual([{ action: 'createApiKey' }]);
  });

  it('show when they were used, and stop working when they are revoked or too old', async () => {
    const { key: other, apiKey } = await create(['ACCESS']);
    const headers = { authorization: `Bearer ${other}` };
    expect(await get('?userId=x', headers)).toMatchObject({ status: 200 });
    const em = app.services.orm.em.fork();
    await waitUntil(async () => {
      const { data } = await owner.ask<{ apiKeys: { id: string; lastUsedAt: string | null }[] }>(
        '{ apiKeys { id lastUsedAt } }',
      );
      return data.apiKeys.find(({ id }) => id === apiKey.id)?.lastUsedAt != null;
    });
    await em.execute(`update api_keys set expires_at = now() where id = ?`, [apiKey.id]);
    expect(await get('?userId=x', headers)).toMatchObject({ status: 401, code: 'API_KEY_INVALID' });
    const revoke = 'mutation ($id: ID!) { revokeApiKey(id: $id) { revokedAt } }';
    const { data } = await owner.ask<{ revokeApiKey: object }>(revoke, { id: apiKey.id });
    expect((await owner.ask(revoke, { id: apiKey.id })).data).toEqual(data);
    const { body } = await get('?userId=x', headers);
    expect(body.errors[0].message).toContain('was revoked');
    expect(await owner.ask(revoke, { id: 'x' })).toMatchObject({ code: 'API_KEY_NOT_FOUND' });
  });
});

describe('npm run api-keys', () => {
  const file = resolve('dist/src/commands/api-keys.js');
  afterAll(cleanUp);

  async function run(...args: string[]): Promise<{ code: number | null; output: string }> {
    const env = { DATABASE_URL: app.database.url };
    const command = await runCommand(newFolder(), process.execPath, [file, ...args], { env });
    const { code } = await command.exited;
    return { code, output: command.output() };
  }

  it('makes, lists and revokes keys', async () => {
    const { output } = await run('create', 'By command', '--scopes', 'access', '--days', '30');
    const [made = ''] = /ks_\S+/.exec(output) ?? [];
    const headers = { authorization: `Bearer ${made}` };
    expect(await get('?userId=x', headers)).toMatchObject({ status: 200 });
    const listed = await run('list');
    expect(listed.output).toContain(`${made.slice(0, 9)}\tBy command\tACCESS\tworks until `);
    expect(listed.output).not.toContain(made);
    expect(await run('revoke', made.slice(0, 9))).toMatchObject({ code: 0 });
    expect(await get('?userId=x', headers)).toMatchObject({ status: 401 });
    expect(await run('create', 'By command', '--scopes', 'everything')).toMatchObject({ code: 2 });
  });
});
