import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';

import { cleanUp, runProgram } from '../support/program.ts';
import { newFolder } from '../support/program-folder.ts';
import { reservePort } from '../support/reserve-port.ts';

afterAll(() => cleanUp());

describe('a development machine', () => {
  it.each([
    ['UTF-8 with a byte-order mark', Buffer.from('\ufeffNODE_ENV=production\r\nPORT=4000\r\n')],
    ['UTF-16 with a byte-order mark', Buffer.from('\ufeffNODE_ENV=production\r\nPORT=4000\r\n', 'utf16le')],
  ])('never runs a production .env in %s as development', async (_what, content) => {
    const folder = newFolder();
    writeFileSync(join(folder, '.env'), content);
    const program = await runProgram(folder);
    expect((await program.exited).code).toBe(1);
    expect(program.output()).toContain('PUBLIC_URL is missing');
    expect(program.output()).not.toContain('PORT is missing');
  });

  it('does not start on a .env that it cannot read whole', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, '.env'), Buffer.from('NODE_ENV=production\n', 'utf16le'));
    const program = await runProgram(folder);
    expect((await program.exited).code).toBe(1);
    expect(program.output()).toContain('.env is not UTF-8');
  });

  it('serves sources, but no secrets, with hot reload', async () => {
    const secret = join('.data', `secret-${process.pid}`);
    if (!existsSync('.data')) mkdirSync('.data');
    writeFileSync(secret, 'the secret');
    const { port, release } = await reservePort();
    const vite = spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'web/storefront', '--port', String(port)], {
      stdio: 'ignore',
    });
    try {
      const get = (path: string) => fetch(`http://localhost:${port}${path}`).catch(() => null);
      while (!(await get('/src/main.tsx'))?.ok) await sleep(100);
      for (const path of [secret, '.env.example', 'package.json', 'src/config.ts']) {
        for (const query of ['', '?raw', '?import&raw', '?url', '?inline', '?raw??']) {
          const response = await get(`/@fs${process.cwd()}/${path}${query}`);
          expect({ path, query, status: response?.status }).toEqual({ path, query, status: 403 });
        }
      }
    } finally {
      vite.kill();
      release();
      rmSync(secret);
    }
  }, 180_000);
});
