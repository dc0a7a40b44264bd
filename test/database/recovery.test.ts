import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { askGraphql } from '../support/ask-graphql.ts';
import { initiateOn, planOf } from '../support/buy-on-program.ts';
import { type CuttingProxy, startCuttingProxy } from '../support/cutting-proxy.ts';
import { type Cluster, postgresTools, query, startCluster, startStandby } from '../support/installed-postgres.ts';
import { cleanUp, type Program, runProgram } from '../support/program.ts';
import { checkout, newFolder } from '../support/program-folder.ts';

jest.setTimeout(600_000);

// `npm run test:failover` sets more.
const CUSTOMERS = Number(process.env.FAILOVER_CUSTOMERS ?? 4);
const PAYMENTS = Number(process.env.FAILOVER_PAYMENTS ?? 12);
const VERIFY = 'mutation ($pidx: ID!) { verifyPayment(pidx: $pidx) { status } }';

const describeWithTools = postgresTools ? describe : describe.skip;
const ifInstalled = postgresTools ? '' : " (PostgreSQL's tools are not installed)";

let simulator: Simulator;
let primary: Cluster;
const others: Cluster[] = [];
let proxy: CuttingProxy;
let server: Program;
let env: Record<string, string>;
beforeAll(async () => {
  if (!postgresTools) return;
  simulator = await startSimulator({ port: 0 });
  primary = await startCluster();
  await query(primary.urlOf('postgres'), 'create database shop');
  proxy = await startCuttingProxy(primary.urlOf('shop'));
  env = {
    KHALTI_BASE_URL: simulator.baseUrl,
    KHALTI_SECRET_KEY: simulator.secretKey,
    AUTH_SECRET: 'a secret of thirty-two characters or more',
    PUBLIC_URL: 'http://localhost:4000',
    REQUESTS_PER_MINUTE: '1000000',
    PAYMENTS_PER_HOUR: '1000000',
    VERIFICATIONS_PER_MINUTE: '1000000',
  };
  server = await startOn(proxy.url);
});
afterAll(async () => {
  await cleanUp();
  await proxy?.close();
  for (const cluster of [...others, primary]) await cluster?.close();
  await simulator?.close();
});

async function startOn(databaseUrl: string): Promise<Program> {
  return (await runProgram(newFolder(), { env: { ...env, DATABASE_URL: databaseUrl } })).ready();
}

async function signUp(program: Program, name: string): Promise<{ token: string; id: string }> {
  const { data } = await program.ask<{ signUp: { token: string; user: { id: string } } }>(
    `mutation { signUp(email: "${name}@example.com", password: "correct horse", name: "N") { token user { id } } }`,
  );
  return { token: data.signUp.token, id: data.signUp.user.id };
}

async function payAtKhalti(pidx: string): Promise<void> {
  await fetch(`${simulator.url}/simulator/payments/${pidx}/complete`, { method: 'POST' });
}

async function statusOf(program: Program, pidx: string, token: string): Promise<string | undefined> {
  const { data } = await program.ask<{ verifyPayment: { status: string } }>(VERIFY, { pidx }, token);
  return data?.verifyPayment.status;
}

/** The commands of docs/operating.md, "Backups", in their order. */
function documentedCommands(): string[] {
  const text = readFileSync(join(checkout, 'docs/operating.md'), 'utf8');
  const [, section = ''] = /\n### Backups\n(.*?)\n## /s.exec(text) ?? [];
  return [...section.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block = '']) => block.trim().split('\n'));
}

describeWithTools(`backup and restore${ifInstalled}`, () => {
  it('work as documented, and payments after the backup are completed or adopted', async () => {
    const restored = await startCluster();
    others.push(restored);
    const folder = newFolder();
    const urls = { ADMIN_URL: restored.urlOf('postgres'), SIMULATOR_PORT: '1' };
    const run = (command: string, databaseUrl: string) =>
      promisify(execFile)(
        'sh',
        ['-c', command.replace(/^npm run (\w+)( --)?/, `node ${checkout}/dist/src/commands/$1.js`)],
        {
          cwd: folder,
          env: {
            ...env,
            ...urls,
            PATH: `${postgresTools}:${process.env.PATH}`,
            DATABASE_URL: databaseUrl,
            DATABASE_DIRECT_URL: databaseUrl,
          },
        },
      );
    const customer = await signUp(server, 'customer');
    const opened = await initiateOn(server, customer.token, 'basic');

    const commands = documentedCommands();
    const isDump = (command: string) => /^pg_dump|--list/.test(command);
    const adopt = String(commands.at(-1));
    expect(commands.map((command) => command.split(' ')[0])).toEqual([
      'pg_dump',
      'pg_restore',
      'psql',
      'pg_restore',
      'psql',
      'npm',
      'npm',
    ]);
    for (const command of commands.filter(isDump)) await run(command, primary.urlOf('shop'));
    expect(readFileSync(join(folder, 'shop.list'), 'utf8')).toMatch(/TABLE DATA public payments/);
    const younger = await initiateOn(server, customer.token, 'standard');
    await payAtKhalti(younger);
    expect(await statusOf(server, younger, customer.token)).toBe('COMPLETED');

    for (const command of commands.slice(0, -1)) if (!isDump(command)) await run(command, restored.urlOf('shop'));
    const after = await startOn(restored.urlOf('shop'));
    await payAtKhalti(opened);
    expect(await statusOf(after, opened, customer.token)).toBe('COMPLETED');
    expect(await statusOf(after, younger, customer.token)).toBeUndefined();
    const filled = adopt.replace('<pidx>', younger).replace('<user>', customer.id).replace('<plan>', 'standard');
    expect((await run(filled, restored.urlOf('shop'))).stdout).toMatch(/^Adopted: payment \S+ is COMPLETED\.\n$/);
    expect(await statusOf(after, younger, customer.token)).toBe('COMPLETED');
    expect(await planOf(after, customer.token)).toBeDefined();
    await after.end('SIGTERM');
  });
});

describeWithTools(`failover${ifInstalled}`, () => {
  it('to a synchronous standby loses no acknowledged payment, and needs no restart of the server', async () => {
    const standby = await startStandby(primary);
    others.push(standby);
    await primary.awaitStandby();
    const customers = [];
    for (let number = 0; number < CUSTOMERS; number += 1) customers.push(await signUp(server, `payer-${number}`));
    const acknowledged: { pidx: string; token: string; isPaid: boolean; at: number }[] = [];
    const failures: string[] = [];
    const isDone = { value: false };
    const buying = customers.map(async ({ token }) => {
      while (!isDone.value) await buy(server, token, acknowledged, failures);
    });
    const hasPaid = async (count: number, since = 0) => {
      while (acknowledged.filter(({ isPaid, at }) => isPaid && at > since).length < count) await sleep(5);
    };

    await hasPaid(PAYMENTS);
    const killedAt = Date.now();
    const before = acknowledged.length;
    await primary.kill();
    standby.promote();
    const promotedAt = Date.now();
    proxy.redirect(standby.urlOf('shop'));
    await hasPaid(PAYMENTS, promotedAt);
    isDone.value = true;
    await Promise.all(buying);

    expect(new Set(failures)).toEqual(new Set(failures.length > 0 ? ['SERVICE_UNAVAILABLE'] : []));
    expect(server.child.exitCode).toBeNull();
    const rows = await query<{ pidx: string; status: string; periods: number }>(
      standby.urlOf('shop'),
      `select pidx, status, (select count(*)::int from periods where payment_id = payments.id) periods from payments`,
    );
    const saved = new Map(rows.map((row) => [row.pidx, row]));
    const lost = acknowledged.filter(({ pidx, isPaid }) =>
      isPaid ? saved.get(pidx)?.status !== 'COMPLETED' || saved.get(pidx)?.periods !== 1 : !saved.has(pidx),
    );
    expect(lost).toEqual([]);
    const first = Math.min(...acknowledged.map(({ at }) => at).filter((at) => at > promotedAt));
    if (process.env.FAILOVER_PAYMENTS) {
      const paid = acknowledged.filter(({ isPaid }) => isPaid).length;
      const seconds = (ms: number) => (ms / 1000).toFixed(1);
      console.log(
        `${paid} payments acknowledged, ${before} answers before the kill, 0 lost, ${failures.length} requests refused as retryable. ` +
          `Promoted after ${seconds(promotedAt - killedAt)} s, first success ${seconds(first - killedAt)} s after the kill.`,
      );
    }
  });
});

/** One payment, as a client makes it that tries again. Each answer that says yes is noted. */
async function buy(
  { url, ask }: Program,
  token: string,
  acknowledged: { pidx: string; token: string; isPaid: boolean; at: number }[],
  failures: string[],
): Promise<void> {
  const { data } = await ask<{ plans: { id: string; code: string }[] } | null>('{ plans { id code } }');
  const id = data?.plans.find(({ code }) => code === 'basic')?.id;
  const initiate = 'mutation ($id: ID!) { initiatePayment(planId: $id) { pidx } }';
  const opened = id ? await askGraphql<{ initiatePayment: { pidx: string } }>(url, initiate, { id }, token) : null;
  if (!opened || opened.code) {
    failures.push(opened?.code ?? 'SERVICE_UNAVAILABLE');
    await sleep(100);
    return;
  }
  const { pidx } = opened.data.initiatePayment;
  acknowledged.push({ pidx, token, isPaid: false, at: Date.now() });
  await payAtKhalti(pidx);
  for (;;) {
    const verified = await askGraphql<{ verifyPayment: { status: string } }>(url, VERIFY, { pidx }, token);
    if (!verified.code) {
      acknowledged.push({ pidx, token, isPaid: verified.data.verifyPayment.status === 'COMPLETED', at: Date.now() });
      return;
    }
    failures.push(verified.code);
    await sleep(100);
  }
}
