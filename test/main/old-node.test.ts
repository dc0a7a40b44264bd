import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanUp, runCommand, runProgram } from '../support/program.ts';
import { checkout, newFolder } from '../support/program-folder.ts';

const { dependencies, scripts } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
const needed = dependencies.node.split('.')[0];
const main = join(checkout, 'dist/src/main.js');
const commands = Object.values<string>(scripts).flatMap((script) => /dist\/src\/commands\/\S+/.exec(script)?.[0] ?? []);
const programs = [main, ...commands.map((file) => join(checkout, file))];
const oldNode = ['/usr/bin/node', '/usr/local/bin/node'].find((file) => existsSync(file) && majorOf(file) < needed);
const withOldNode = oldNode ? it : it.skip;

function majorOf(file: string): number {
  return Number(execFileSync(file, ['-p', 'process.versions.node.split(".")[0]'], { encoding: 'utf8' }));
}

afterEach(cleanUp);

describe('a Node that is too old', () => {
  it('is refused in one sentence, from any folder', async () => {
    const pretend = 'Object.defineProperty(process.versions, "node", { value: "20.1.0" })';
    const nodeArgs = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`];
    expect(commands.length).toBeGreaterThan(3);
    for (const args of [...programs.map((file) => [file]), [main, 'server'], [main, 'worker']]) {
      const program = await runCommand(newFolder(), process.execPath, [...nodeArgs, ...args]);
      expect(await program.exited).toMatchObject({ code: 1 });
      expect(program.output()).toMatch(
        new RegExp(`^This program needs Node ${needed} or newer, .*Node 20\\.1\\.0.*\\.\n$`),
      );
    }
  });

  withOldNode('is refused although it could not load the program', async () => {
    for (const file of programs) {
      const program = await runCommand(newFolder(), String(oldNode), [file]);
      expect(await program.exited).toMatchObject({ code: 1 });
      expect(program.output()).toMatch(new RegExp(`^This program needs Node ${needed} or newer, .*\\.\n$`));
    }
  });

  it('is not this one', async () => {
    await (await runProgram(newFolder())).ready();
  });
});
