import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import { send, start } from './support.ts';

const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});

/** Runs the stand-alone program and collects its output. */
function run(environment: Record<string, string>): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'simulator/main.ts'], {
    env: environment,
  });
  children.add(child);
  let text = '';
  child.stdout.on('data', (data) => (text += data));
  child.stderr.on('data', (data) => (text += data));
  return { child, output: () => text };
}

describe('npm run simulator', () => {
  it('prints its URL and key, answers, and exits with code 0 on SIGTERM', async () => {
    const { child, output } = run({ SIMULATOR_PORT: '0', SIMULATOR_SECRET_KEY: 'mine' });
    while (!output().includes('lookup fail:')) await once(child.stdout ?? child, 'data');
    expect(output()).toContain('mine');
    const url = /http:\/\/localhost:\d+/.exec(output())?.[0] ?? '';
    expect((await send(`${url}/`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('names a port that is in use', async () => {
    const port = new URL((await start()).url).port;
    const { child, output } = run({ SIMULATOR_PORT: port });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(output()).toBe(`Port ${port} is in use. Stop the other program, or set SIMULATOR_PORT to a free port.\n`);
  });

  it.each([
    ['SIMULATOR_PORT', 'many'],
    ['SIMULATOR_PUBLIC_URL', 'phone'],
  ])('names an invalid variable: %s', async (name, value) => {
    const { child, output } = run({ SIMULATOR_PORT: '0', [name]: value });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(output()).toContain(`${name} must be`);
    expect(output()).toContain(`"${value}"`);
  });
});
