import { readFileSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { type Span, trace } from '@opentelemetry/api';
import { startJobs } from '../../src/jobs/start-jobs.ts';
import { GatheredMetrics } from '../../src/metrics/gathered-metrics.ts';
import { serveMetrics } from '../../src/metrics/serve-metrics.ts';
import { type App, startApp } from '../support/app.ts';
import { signUpOn } from '../support/buy-on-program.ts';
import { Customer } from '../support/customer.ts';
import { TestOperator } from '../support/operator.ts';
import { cleanUp, runProgram } from '../support/program.ts';
import { newFolder } from '../support/program-folder.ts';
import { buy, requestRefund } from '../support/refunds.ts';
import { reservePort } from '../support/reserve-port.ts';
import { waitUntil } from '../support/wait-until.ts';

const LISTED = [
  'http_server_request_duration_seconds',
  'graphql_operation_duration_seconds',
  'http_client_request_duration_seconds',
  'khalti_key_refused',
  'db_client_connection_pending_requests',
  'jobs_ready',
  'job_oldest_ready_age_seconds',
  'jobs_failed_total',
  'follow_ups_at_once',
  'payments_settled_total',
  'payments_needing_review',
  'payments_oldest_open_age_seconds',
  'payments_collected_paisa_total',
  'refunds_open',
  'refund_oldest_unknown_age_seconds',
  'subscriptions_active',
  'mail_sent_total',
  'operator_actions_total',
  'build_info',
  'process_cpu_seconds_total',
  'nodejs_eventloop_lag_seconds',
];
const ON = { METRICS_PORT: '65000', OPERATOR_EMAIL: 'operator@example.com' };

const open: App[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});
afterAll(cleanUp);

async function start(env: Record<string, string>): Promise<App> {
  const app = await startApp({ env });
  open.push(app);
  return app;
}

async function scrape({ services: { metrics } }: App): Promise<string> {
  if (!metrics) throw new Error('Nothing is measured');
  const gathered = new GatheredMetrics(metrics);
  const server = await serveMetrics({ host: '127.0.0.1', port: 0 }, () => gathered.read());
  const { port } = server.address() as { port: number };
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
  server.close();
  return text;
}

const labelsOf = (text: string, metric: string, label: string) =>
  new Set([...text.matchAll(new RegExp(`^${metric}\\{.*?\\b${label}="([^"]*)"`, 'gm'))].map(([, value]) => value));

function packageVersion(): string {
  return (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version;
}

describe('metrics', () => {
  it('name everything that is listed, after a checkout, a refund and a mail', async () => {
    const app = await start({ ...ON, SMTP_URL: 'smtp://127.0.0.1:9' });
    await startJobs(app.services);
    const { id } = await buy(app, await Customer.signUp(app));
    const { data } = await requestRefund(await TestOperator.signedIn(app, 'OWNER'), id);
    expect(data.requestRefund.status).toBe('REQUESTED');
    await waitUntil(async () => (await scrape(app)).includes('jobs_failed_total{queue="sendReceipt"}'), 20_000);
    const text = await scrape(app);
    expect(LISTED.filter((name) => !text.includes(`# HELP ${name} `))).toEqual([]);
    expect(text).toMatch(/payments_settled_total\{status="COMPLETED",by="customer"\} 1/);
    expect(text).toMatch(/payments_collected_paisa_total 50000/);
    expect(text).toMatch(/operator_actions_total\{action="requestRefund",outcome="DONE"\} 1/);
    expect(text).toMatch(
      /http_client_request_duration_seconds_count\{peer="khalti",operation="lookup",outcome="2xx"\}/,
    );
    expect(labelsOf(text, 'graphql_operation_duration_seconds_count', 'operation')).toContain('admin.requestRefund');
    expect(labelsOf(text, 'build_info', 'version')).toEqual(new Set([packageVersion()]));
    expect(labelsOf(text, 'refunds_open', 'status')).toEqual(new Set(['REQUESTED', 'SENDING', 'UNKNOWN']));
    expect(labelsOf(text, 'subscriptions_active', 'source')).toEqual(new Set(['payment', 'trial', 'grant']));
  });

  it('keep few labels, whatever clients send', async () => {
    const app = await start(ON);
    for (let number = 0; number < 40; number += 1) {
      for (let time = 0; time < 4; time += 1) await app.ask(`query Hostile${number} { plans { a${number}: id } }`);
      await app.ask(`{ none${number} }`);
      await fetch(`${app.url}/path-${number}`);
      await fetch(`${app.url}/graphql?query=${number}`, { method: 'PUT' });
    }
    const text = await scrape(app);
    expect(text).not.toContain('ostile');
    expect(labelsOf(text, 'graphql_operation_duration_seconds_count', 'operation')).toEqual(
      new Set(['plans', 'other']),
    );
    expect(labelsOf(text, 'http_server_request_duration_seconds_count', 'route').size).toBeLessThan(10);
  });

  it('are off without METRICS_PORT', async () => {
    expect((await start({})).services.metrics).toBeNull();
  });

  it('are one sum of all processes, which does not fall when one of them ends', async () => {
    const { port, release } = await reservePort();
    const env = { METRICS_PORT: String(port), WEB_CONCURRENCY: '2' };
    const program = await (await runProgram(newFolder(), { env })).ready();
    const token = await signUpOn(program);
    for (let time = 0; time < 20; time += 1) await program.ask('{ me { id } }', {}, token);
    const count = async () => {
      const text = await (await fetch(`http://localhost:${port}/metrics`)).text();
      const counts = [...text.matchAll(/^graphql_operation_duration_seconds_count\{operation="me".*\} (\d+)$/gm)];
      return counts.reduce((sum, [, value]) => sum + Number(value), 0);
    };
    expect(await count()).toBe(20);
    const [, pid] = /"pid":(\d+),"role":"server","msg":"Server listening/.exec(program.output()) ?? [];
    process.kill(Number(pid), 'SIGKILL');
    await waitUntil(() => program.output().includes('a server process has ended'));
    expect(await count()).toBe(20);
    await program.end('SIGTERM');
    release();
  }, 180_000);
});

describe('spans', () => {
  it('surround a verification and the requests to Khalti', async () => {
    const names: string[] = [];
    // The job queue makes spans too, and uses more of them.
    const span = new Proxy({}, { get: () => () => span }) as Span;
    const startActiveSpan = (name: string, ...others: unknown[]) => {
      names.push(name);
      return (others.at(-1) as (span: Span) => unknown)(span);
    };
    trace.setGlobalTracerProvider({ getTracer: () => ({ startSpan: () => span, startActiveSpan }) as never });
    const app = await start({});
    await buy(app, await Customer.signUp(app));
    trace.disable();
    expect(names.filter((name) => /^(khalti|verify)/.test(name))).toEqual([
      'khalti initiate',
      'verifyPayment',
      'khalti lookup',
    ]);
  });
});
