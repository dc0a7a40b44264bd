import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { send, start } from './support.ts';

let folder: string;
const children = new Set<ChildProcess>();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-main-'));
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  await rm(folder, { recursive: true });
});

/** Runs the stand-alone program in an empty folder, and collects its output. */
function run(environment: Record<string, string>, args: string[] = []): { child: ChildProcess; output: () => string } {
  const program = [resolve('simulator/main.ts'), ...args];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...program], {
    cwd: folder,
    env: environment,
  });
  children.add(child);
  let text = '';
  child.stdout.on('data', (data) => (text += data));
  child.stderr.on('data', (data) => (text += data));
  return { child, output: () => text };
}

interface Ready {
  url: string;
  baseUrl: string;
  secretKey: string;
  port: number;
  pid: number;
}

/** Waits for the line for scripts. */
async function readyOf({ child, output }: ReturnType<typeof run>): Promise<Ready> {
  for (;;) {
    const line = /^\{"ready":true.*\}$/m.exec(output())?.[0];
    if (line !== undefined) return JSON.parse(line);
    if (child.exitCode !== null) throw new Error(output());
    await once(child.stdout ?? child, 'data');
  }
}

const settingsOf = async (ready: Ready) => (await send(`${ready.url}/simulator/settings`)).body;

describe('npm run simulator', () => {
  it('prints its URL and key, answers, and exits with code 0 on SIGTERM', async () => {
    const program = run({ SIMULATOR_PORT: '0', SIMULATOR_SECRET_KEY: 'mine' });
    const { url, baseUrl, secretKey, port, pid } = await readyOf(program);
    expect(program.output()).toContain('lookup fail:');
    expect({ url, baseUrl, secretKey, pid }).toEqual({
      url: `http://localhost:${port}`,
      baseUrl: `${url}/api/v2/`,
      secretKey: 'mine',
      pid: program.child.pid,
    });
    expect((await send(`${url}/`)).status).toBe(200);
    expect((await send(`${url}/simulator/health`)).body).toEqual({ status: 'ok', payments: 0 });
    program.child.kill('SIGTERM');
    expect(await once(program.child, 'exit')).toEqual([0, null]);
  });

  it('prints nothing but one line of JSON with --json', async () => {
    const program = run({}, ['--port', '0', '--json']);
    await readyOf(program);
    expect(program.output().trim().split('\n')).toHaveLength(1);
  });

  it('reads flags before the environment, then .env, then the file, and each of them completely', async () => {
    const faults = [{ endpoint: 'lookup', kind: 'html-5xx' }];
    const settings = { feePaisa: 1, lifetimeSeconds: 61, refundAmountUnit: 'rupees', acceptsAnyKey: true };
    await writeFile(join(folder, 'simulator.json'), JSON.stringify({ port: 1, faults, settings }));
    await writeFile(join(folder, '.env'), 'SIMULATOR_FEE_PAISA=2\nSIMULATOR_LIFETIME_SECONDS=62\nPORT=4000\n');
    const program = run({ SIMULATOR_FEE_PAISA: '3', SIMULATOR_ACCEPTS_ANY_KEY: 'false', SIMULATOR_CEILING_PAISA: '' }, [
      '--config=simulator.json',
      '--port=0',
      '--ceiling-paisa=20000',
    ]);
    const ready = await readyOf(program);
    expect(await settingsOf(ready)).toMatchObject({
      feePaisa: 3,
      lifetimeSeconds: 62,
      refundAmountUnit: 'rupees',
      acceptsAnyKey: false,
      ceilingPaisa: 20_000,
    });
    expect((await send(`${ready.url}/simulator/faults`)).body).toEqual(faults);
  });

  it('takes faults and several keys from the environment', async () => {
    const SIMULATOR_FAULTS = '[{"endpoint":"any","kind":"empty-5xx","status":503}]';
    const ready = await readyOf(run({ SIMULATOR_PORT: '0', SIMULATOR_SECRET_KEY: 'one, two', SIMULATOR_FAULTS }));
    expect(ready.secretKey).toBe('one');
    expect((await send(`${ready.url}/simulator/faults?key=two`)).status).toBe(200);
    expect((await send(`${ready.url}/simulator/faults`)).body).toMatchObject([{ kind: 'empty-5xx' }]);
  });

  it('names a port that is in use', async () => {
    const port = new URL((await start()).url).port;
    const { child, output } = run({ SIMULATOR_PORT: port });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(output()).toBe(`Port ${port} is in use. Stop the other program, or set SIMULATOR_PORT to a free port.\n`);
  });

  it.each([
    [{ SIMULATOR_PORT: 'many' }, [], 'SIMULATOR_PORT must be a port number, such as 4001. It is "many".'],
    [{ SIMULATOR_PUBLIC_URL: 'phone' }, [], 'SIMULATOR_PUBLIC_URL must be a URL'],
    [{ SIMULATOR_LIFETIME_SECONDS: '0' }, [], 'must be an integer from 1 to 31536000. It is "0".'],
    [{ SIMULATOR_REFUND_AMOUNT_UNIT: 'dollars' }, [], 'must be one of paisa, rupees. It is "dollars".'],
    [{ SIMULATOR_UNKNOWN_PIDX_STATUS: '500' }, [], 'must be 404 or 400. It is "500".'],
    [{ SIMULATOR_FAULTS: '[{"endpoint":"lookup"}]' }, [], 'SIMULATOR_FAULTS is invalid: [0].kind'],
    [{ SIMULATOR_LIFETIME: '5' }, [], 'The simulator has no variable SIMULATOR_LIFETIME.'],
    [{}, ['--nests-errors', 'perhaps'], '--nests-errors must be true or false. It is "perhaps".'],
    [{}, ['--lifetime', '5'], "Unknown option '--lifetime'"],
    [{}, ['--config', 'none.json'], 'none.json cannot be used: '],
  ])('refuses %j %j, and says what is wrong', async (environment, args, message) => {
    const { child, output } = run(environment, args);
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(output()).toContain(message);
  });

  it('lists every flag and variable with --help', async () => {
    const { child, output } = run({}, ['--help']);
    expect(await once(child, 'close')).toEqual([0, null]);
    for (const shown of ['--config', '--port', 'SIMULATOR_ALLOWED_HOSTS', '--faults', 'SIMULATOR_LIFETIME_SECONDS']) {
      expect(output()).toContain(shown);
    }
  });
});
