import { once } from 'node:events';
import { createServer, request as forward } from 'node:http';
import { type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { startSimulator } from '../../simulator/simulator.ts';
import { createDoctorToken, DOCTOR_HEADER, SEEN_PATH } from '../../src/auth/doctor-token.ts';
import { readConfig } from '../../src/config.ts';
import { examineConfiguration } from '../../src/doctor/examine-configuration.ts';
import { provePayment } from '../../src/doctor/prove-payment.ts';
import { startJobs } from '../../src/jobs/start-jobs.ts';
import { Plan } from '../../src/subscriptions/plan.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti, Customer } from '../support/customer.ts';
import { createDatabase } from '../support/database.ts';
import { examine } from '../support/examine.ts';
import { closeServers, startSilentServer, startSmtp } from '../support/smtp.ts';
import { waitUntil } from '../support/wait-until.ts';

const HOUR_MS = 60 * 60 * 1000;

// For machines that are busy.
jest.setTimeout(120_000);

const closing: (() => void)[] = [];
let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
afterEach(async () => {
  for (const close of closing.splice(0)) close();
  app.simulator.setFaults([]);
  await closeServers();
});

/** A proxy that adds the address of its client, as proxies do. */
async function startProxy(target: string): Promise<string> {
  const server = createServer((incoming, answer) => {
    const forwarded = [incoming.headers['x-forwarded-for'] ?? [], incoming.socket.remoteAddress].flat().join(', ');
    const headers = { ...incoming.headers, 'x-forwarded-for': forwarded };
    const sent = forward(new URL(String(incoming.url), target), { headers, method: incoming.method }, (from) => {
      answer.writeHead(from.statusCode ?? 502, from.headers);
      from.pipe(answer);
    });
    incoming.pipe(sent);
  });
  return listen(server);
}

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function query(statement: string, url = app.database.url): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

describe('npm run doctor', () => {
  it('warns of a shop in production that has no name, or no address to write to', () => {
    const env = {
      NODE_ENV: 'production',
      PORT: '8080',
      PUBLIC_URL: 'https://shop.example.com',
      DATABASE_URL: 'postgresql://shop:database-password@db.example.com/shop?sslmode=verify-full',
      KHALTI_BASE_URL: 'https://khalti.com/api/v2/',
      KHALTI_SECRET_KEY: 'live-secret-key-of-a-test',
      SMTP_URL: 'smtps://shop:mail-password@mail.example.com',
      MAIL_FROM: 'Shop <shop@example.com>',
      OPERATOR_EMAIL: 'operator@example.com',
      AUTH_SECRET: 'a secret of thirty-two characters or more',
    };
    const warnings = (changes: Record<string, string>) =>
      examineConfiguration(readConfig({ ...env, ...changes }))
        .filter(({ verdict }) => verdict === 'WARNING')
        .map(({ says }) => says);
    expect(warnings({})).toEqual([
      'The shop has no name of its own: mails and receipts say shop.example.com.',
      'Customers have no address to write to.',
    ]);
    expect(warnings({ SHOP_NAME: 'My Shop', SHOP_EMAIL: 'help@example.com' })).toEqual([]);
  });

  it('finds nothing wrong with a server that works', async () => {
    const beside = await startApp({ beside: app });
    await startJobs(beside.services);
    const smtp = await startSmtp();
    const findings = await examine(app, { env: { SMTP_URL: smtp.url }, initiate: true, mailTo: 'you@example.com' });
    await beside.close();
    expect(findings.filter(({ verdict }) => verdict !== 'OK' && verdict !== 'NOTE')).toEqual([]);
    const examined = new Set(findings.filter(({ verdict }) => verdict === 'OK').map(({ about }) => about));
    expect([...examined].join(', ')).toBe(
      "Database, Migrations, Notifications, Clock, Khalti key, Khalti's clock, Plans, Other payments, Prices, Mail, " +
        'Public URL, Proxies, Worker, Due jobs',
    );
    expect(smtp.received).toMatchObject([{ to: ['you@example.com'] }]);
  });

  it('opens no payment and sends no mail unless it is told to', async () => {
    const smtp = await startSmtp();
    const before = app.simulator.requests.length;
    await examine(app, { only: ['Prices', 'Mail'], env: { SMTP_URL: smtp.url } });
    expect(app.simulator.requests).toHaveLength(before);
    expect(smtp.received).toEqual([]);
  });

  it('sees that Khalti refuses the key, and does not print it', async () => {
    const [found] = await examine(app, { only: ['Khalti key'], env: { KHALTI_SECRET_KEY: 'a-wrong-key' } });
    expect(found).toMatchObject({ verdict: 'FAILURE', says: expect.stringContaining('refuses the key') });
    expect(JSON.stringify(found)).not.toContain('a-wrong-key');
  });

  it('sees that Khalti gives no answer', async () => {
    const silent = (await startSilentServer()).replace('smtp:', 'http:');
    const env = { KHALTI_BASE_URL: `${silent}/api/v2/`, KHALTI_TIMEOUT_MS: '500' };
    const [found] = await examine(app, { only: ['Khalti key'], env });
    expect(found).toMatchObject({ verdict: 'FAILURE', says: expect.stringContaining('gives no answer') });
  });

  it('sees which prices Khalti refuses to open', async () => {
    const limited = await startSimulator({ port: 0, settings: { ceilingPaisa: 100_000 } });
    closing.push(() => void limited.close());
    const env = { KHALTI_BASE_URL: limited.baseUrl };
    const [found] = await examine(app, { only: ['Prices'], env, initiate: true });
    expect(found).toMatchObject({
      verdict: 'FAILURE',
      says: expect.stringMatching(/Rs 1,350, Rs 5,000\. Khalti said/),
    });
  });

  it('sees that the mail server refuses the password, and does not print it', async () => {
    const smtp = await startSmtp({ user: 'shop', password: 'right', refusal: 'Not guess-me' });
    const [found] = await examine(app, { only: ['Mail'], env: { SMTP_URL: smtp.urlWith('shop', 'guess-me') } });
    expect(found).toMatchObject({ verdict: 'FAILURE', says: expect.stringContaining('cannot be used (EAUTH)') });
    expect(JSON.stringify(found)).not.toContain('guess-me');
  });

  it('sees that the mail server refuses a message', async () => {
    const smtp = await startSmtp({ refuses: 'you@example.com' });
    const found = await examine(app, { only: ['Mail'], env: { SMTP_URL: smtp.url }, mailTo: 'you@example.com' });
    expect(found.map(({ verdict }) => verdict)).toEqual(['OK', 'FAILURE']);
  });

  it('sees that no plan is on sale', async () => {
    const em = app.services.orm.em.fork();
    await em.nativeUpdate(Plan, {}, { isArchived: true });
    const [found] = await examine(app, { only: ['Plans'] });
    await em.nativeUpdate(Plan, {}, { isArchived: false });
    expect(found).toMatchObject({ verdict: 'FAILURE', says: 'No plan is on sale.' });
  });

  it('sees that migrations are pending, and says of the rest that it was not examined', async () => {
    const empty = await createDatabase('template0');
    const found = await examine(app, { only: ['Migrations', 'Plans', 'Due jobs'], env: { DATABASE_URL: empty.url } });
    await empty.drop();
    expect(found.map(({ verdict }) => verdict)).toEqual(['FAILURE', 'NOTE', 'NOTE']);
    expect(found[0]).toMatchObject({ says: expect.stringContaining('Pending: '), advice: 'Run: npm run migrate' });
  });

  it('sees that the database does not answer, and says it once', async () => {
    const env = { DATABASE_URL: 'postgresql://shop:a-password@127.0.0.1:9/shop' };
    const found = await examine(app, { only: ['Database', 'Migrations', 'Notifications', 'Plans', 'Worker'], env });
    expect(found.map(({ verdict }) => verdict)).toEqual(['FAILURE', 'NOTE', 'NOTE', 'NOTE', 'NOTE']);
    expect(JSON.stringify(found)).not.toContain('a-password');
  });

  it("sees that the database's clock is an hour off", async () => {
    const database = await createDatabase();
    await query(
      `create function public.clock_timestamp() returns timestamptz language sql
       as 'select pg_catalog.clock_timestamp() + interval ''1 hour'''`,
      database.url,
    );
    const env = { DATABASE_URL: `${database.url}?search_path=public,pg_catalog` };
    const [found] = await examine(app, { only: ['Clock'], env });
    await database.drop();
    expect(found).toMatchObject({ verdict: 'FAILURE', says: expect.stringMatching(/3600 s behind the database's/) });
  });

  it.each([
    [HOUR_MS, 'FAILURE', /36\d\d s behind/],
    [-HOUR_MS, 'FAILURE', /3[56]\d\d s ahead of/],
    [0, 'OK', /agrees/],
  ])("compares the clock with Khalti's: %d ms apart", async (apartMs, verdict, says) => {
    const server = createServer((_request, answer) => {
      answer.setHeader('date', new Date(Date.now() + apartMs).toUTCString());
      answer.writeHead(404).end();
    });
    const env = { KHALTI_BASE_URL: `${await listen(server)}/api/v2/` };
    const [found] = await examine(app, { only: ["Khalti's clock"], env });
    expect(found).toMatchObject({ verdict, says: expect.stringMatching(says) });
  });

  it('sees that PUBLIC_URL is not reached, or reaches another server', async () => {
    const only = ['Public URL', 'Proxies'];
    const away = await examine(app, { only, env: { PUBLIC_URL: 'http://127.0.0.1:9' } });
    expect(away.map(({ verdict }) => verdict)).toEqual(['FAILURE', 'NOTE']);
    const other = await examine(app, { only, env: { PUBLIC_URL: new URL(app.simulator.baseUrl).origin } });
    expect(other.map(({ verdict }) => verdict)).toEqual(['FAILURE', 'NOTE']);
    expect(other[0]?.says).toContain('not as this server');
  });

  it('sees that no worker takes jobs', async () => {
    const [found] = await examine(app, { only: ['Worker'], withinMs: 1_500 });
    expect(found).toMatchObject({
      verdict: 'FAILURE',
      says: 'No answer within 2 s.',
      advice: expect.stringContaining('npm run worker'),
    });
  });

  it('sees that jobs are late', async () => {
    const customer = await Customer.signUp(app);
    await customer.initiate('basic');
    const due = (ago: string) =>
      query(`update pgboss.job set start_after = now() - interval '${ago}' where name = 'followUpPayment'`);
    await due('10 minutes');
    expect(await examine(app, { only: ['Due jobs'] })).toMatchObject([{ verdict: 'WARNING' }]);
    await due('2 hours');
    expect(await examine(app, { only: ['Due jobs'] })).toMatchObject([
      { verdict: 'FAILURE', says: expect.stringContaining('1 followUpPayment. The oldest was due 120 minutes ago') },
    ]);
    await app.services.jobs.boss.deleteQueuedJobs('followUpPayment');
  });

  it('counts the open payments that another Khalti has opened', async () => {
    const customer = await Customer.signUp(app);
    await customer.initiate('basic');
    const other = await startSimulator({ port: 0 });
    const [found] = await examine(app, { only: ['Other payments'], env: { KHALTI_BASE_URL: other.baseUrl } });
    await other.close();
    const { host } = new URL(app.simulator.baseUrl);
    expect(found).toMatchObject({ verdict: 'WARNING', says: expect.stringMatching(new RegExp(`\\d to ${host}`)) });
  });
});

describe('examineProxies', () => {
  it('compares TRUST_PROXY with what arrives', async () => {
    const proxy = await startProxy(app.url);
    const trusting = await startApp({ beside: app, env: { TRUST_PROXY: '1' } });
    const behind = await startProxy(trusting.address);
    const look = async (url: string) => (await examine(app, { only: ['Proxies'], env: { PUBLIC_URL: url } }))[0];
    expect(await look(app.url)).toMatchObject({ verdict: 'OK' });
    expect(await look(behind)).toMatchObject({ verdict: 'OK' });
    expect(await look(proxy)).toMatchObject({ verdict: 'FAILURE', says: expect.stringContaining('all customers') });
    expect(await look(trusting.address)).toMatchObject({ verdict: 'FAILURE', says: expect.stringContaining('forge') });
    await trusting.close();
  });

  it('shows nothing to a request without a token of this key and of these minutes', async () => {
    const { secretKey } = app.simulator;
    const look = async (token?: string) =>
      (await fetch(app.url + SEEN_PATH, { headers: token === undefined ? {} : { [DOCTOR_HEADER]: token } })).status;
    const valid = createDoctorToken(secretKey);
    const [expiresAt = '', signature = ''] = valid.split('.');
    expect(await look(valid)).toBe(200);
    expect(await look()).toBe(404);
    expect(await look(createDoctorToken('another key'))).toBe(404);
    expect(await look(`${Number(expiresAt) + 1000}.${signature}`)).toBe(404);
    expect(await look(`${expiresAt}.${signature.slice(1)}`)).toBe(404);
  });
});

describe('provePayment', () => {
  it('opens a payment of Rs 10, waits until it is paid, refunds it, and looks it up', async () => {
    const told: string[] = [];
    const said = provePayment({
      khalti: app.services.khalti,
      publicUrl: app.url,
      returnUrl: app.url,
      tell: (line) => told.push(line),
      signal: new AbortController().signal,
    });
    await waitUntil(() => told.length === 2, 60_000);
    const pidx = /pidx (\w+)$/.exec(told[1] ?? '')?.[1] ?? '';
    await atKhalti(app, pidx, 'complete');
    expect((await said).map(({ verdict, says }) => [verdict, says])).toEqual([
      ['OK', expect.stringContaining('1000 paisa')],
      ['OK', 'Rs 10 were refunded, and the lookup says Refunded.'],
    ]);
    expect(await app.services.orm.em.fork().execute('select from payments where pidx = ?', [pidx])).toHaveLength(0);
  });

  it('refunds nothing that was not paid', async () => {
    const told: string[] = [];
    const { khalti } = app.services;
    const { signal } = new AbortController();
    const said = provePayment({
      khalti,
      publicUrl: app.url,
      returnUrl: app.url,
      tell: (line) => told.push(line),
      signal,
    });
    await waitUntil(() => told.length === 2, 60_000);
    await atKhalti(app, /pidx (\w+)$/.exec(told[1] ?? '')?.[1] ?? '', 'cancel');
    expect(await said).toMatchObject([{ verdict: 'WARNING', says: expect.stringContaining('User canceled') }]);
  });
});
