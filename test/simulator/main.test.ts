import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import { send, start } from './support.ts';

const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});

/** The stand-alone program, and all that it has said so far. */
function run(environment: Record<string, string>): { child: ChildProcess; said: () => string } {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'simulator/main.ts'], {
    env: environment,
  });
  children.add(child);
  let said = '';
  child.stdout.on('data', (data) => (said += data));
  child.stderr.on('data', (data) => (said += data));
  return { child, said: () => said };
}

describe('npm run simulator', () => {
  it('says where it listens, answers, and leaves cleanly when told to', async () => {
    const { child, said } = run({ SIMULATOR_PORT: '0', SIMULATOR_SECRET_KEY: 'mine' });
    while (!said().includes('lookup fail:')) await once(child.stdout ?? child, 'data');
    expect(said()).toContain('mine');
    const url = /http:\/\/localhost:\d+/.exec(said())?.[0] ?? '';
    expect((await send(`${url}/`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('names a port that is taken', async () => {
    const port = new URL((await start()).url).port;
    const { child, said } = run({ SIMULATOR_PORT: port });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(said()).toBe(`Port ${port} is in use. Stop the other program, or set SIMULATOR_PORT to a free port.\n`);
  });

  it.each([
    ['SIMULATOR_PORT', 'many'],
    ['SIMULATOR_PUBLIC_URL', 'phone'],
  ])('names a setting that is wrong: %s', async (name, value) => {
    const { child, said } = run({ SIMULATOR_PORT: '0', [name]: value });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(said()).toContain(`${name} must be`);
    expect(said()).toContain(`"${value}"`);
  });
});
