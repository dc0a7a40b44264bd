import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { ApiKeyScope } from '../../src/webhooks/api-key.ts';
import { createApiKey } from '../../src/webhooks/create-api-key.ts';
import { type App, startApp } from '../support/app.ts';
import { atKhalti } from '../support/customer.ts';

interface Snippet {
  language: string;
  text: string;
}

interface Step {
  /** A part of the snippet that only this one has. */
  with: string;
  prepare?: () => Promise<void>;
  says: RegExp;
}

const WEBHOOK_SECRET = `whsec_${Buffer.from('a secret of 32 bytes for a test!').toString('base64')}`;
const FENCE = /^```(sh|js|ts)\n(.*?)^```$/gms;
const snippets: Snippet[] = [...readFileSync('docs/integrating.md', 'utf8').matchAll(FENCE)].map(
  ([, language = '', text = '']) => ({ language, text }),
);

/** What a reader has at that point. Programs see these as global variables, commands as variables of the shell. */
const known: Record<string, unknown> = {};
let app: App;
let folder: string;

/** In the order of the document. */
const steps: Step[] = [
  { with: 'signUp', says: /"token":"(?<token>[\w.-]+)"/ },
  { with: 'CodegenConfig', says: /^$/ },
  { with: 'ask(PlansDocument', says: /'Basic: Rs / },
  { with: 'PayDocument', prepare: choosePlan, says: /^http:\/\/localhost:\d+\/\S*\bpidx=(?<pidx>\w+)/ },
  { with: 'VerifyDocument', prepare: pay, says: /^COMPLETED 20\d\d-/ },
  { with: 'GraphQLWsLink', says: /^$/ },
  { with: "from 'graphql-sse'", says: /COMPLETED/ },
  { with: 'curl -N', says: /COMPLETED/ },
  { with: '/api/access', prepare: giveKey, says: /^\{"hasAccess":false/ },
  { with: "from 'standardwebhooks'", prepare: sign, says: /^$/ },
  { with: '/api/events', says: /"events":\[/ },
  { with: '/simulator/faults', says: /html-5xx/ },
];

beforeAll(async () => {
  app = await startApp();
  // Node finds packages from here.
  mkdirSync('dist', { recursive: true });
  folder = mkdtempSync('dist/snippets-');
  mkdirSync(join(folder, 'src'));
  cpSync('schema.graphql', join(folder, 'schema.graphql'));
  const operations = readFileSync('examples/spa/src/operations.ts', 'utf8');
  writeFileSync(join(folder, 'src/operations.ts'), operations);
  writeFileSync(join(folder, 'known.mjs'), 'Object.assign(globalThis, JSON.parse(process.env.KNOWN));');
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await app.close();
});

async function choosePlan(): Promise<void> {
  const { data } = await app.ask<{ plans: object[] }>('{ plans { id pricePaisa } }');
  known.plan = data.plans[0];
}

async function pay(): Promise<void> {
  await atKhalti(app, String(known.pidx), 'complete');
}

async function giveKey(): Promise<void> {
  const scopes = [ApiKeyScope.ACCESS, ApiKeyScope.EVENTS];
  const em = app.services.orm.em.fork();
  known.API_KEY = (await createApiKey(em, { name: 'A backend', scopes, expiresInDays: null })).key;
  await em.flush();
}

async function sign(): Promise<void> {
  const at = new Date();
  const rawBody = JSON.stringify({ type: 'access.granted', timestamp: at, data: {} });
  const signature = new Webhook(WEBHOOK_SECRET).sign('msg_1', at, rawBody);
  const seconds = String(Math.floor(at.getTime() / 1000));
  const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': seconds, 'webhook-signature': signature };
  Object.assign(known, { rawBody, request: { headers } });
}

/** Returns what it has printed. Throws if it fails. */
async function run({ language, text }: Snippet, index: number): Promise<string> {
  const here = text
    .replaceAll('localhost:4000', new URL(app.url).host)
    .replaceAll('localhost:4001', new URL(app.simulator.url).host);
  const values = Object.entries(known).filter(([, value]) => typeof value === 'string') as [string, string][];
  const env = { ...process.env, ...Object.fromEntries(values), KNOWN: JSON.stringify(known), WEBHOOK_SECRET };
  const isConfig = text.includes('CodegenConfig');
  const file = isConfig ? 'codegen.ts' : `src/snippet-${index}.${language}`;
  if (language !== 'sh') writeFileSync(join(folder, file), here);
  const codegen = ['../../node_modules/.bin/graphql-codegen', '--silent', '--config', file];
  const node = ['--disable-warning=ExperimentalWarning', '--import', './known.mjs', file];
  const program = isConfig ? codegen : node;
  const [command, args] = language === 'sh' ? (['sh', ['-ec', here]] as const) : ([process.execPath, program] as const);
  const { stdout } = await promisify(execFile)(command, args, { cwd: folder, env });
  return stdout.trim();
}

describe('docs/integrating.md', () => {
  it('has a step in this test for each snippet', () => {
    expect(snippets.map(({ text }) => steps.findIndex((step) => text.includes(step.with)))).toEqual([...steps.keys()]);
  });

  it.each(steps.map((step, index) => [step.with, step, index] as const))(
    'has a snippet that works: %s',
    async (_, { prepare, says }, index) => {
      await prepare?.();
      const said = await run(snippets[index] as Snippet, index);
      expect(said).toMatch(says);
      Object.assign(known, says.exec(said)?.groups);
    },
  );
});
