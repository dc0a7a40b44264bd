import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanUp, type Program, runCommand, runProgram } from '../support/program.ts';
import { hasPostgresEnded, newFolder, postgresPids } from '../support/program-folder.ts';

const commands = resolve(import.meta.dirname, '../../dist/src/commands');
const plan = { code: 'gold', name: 'Gold', pricePaisa: 90_000, durationDays: 60 };

afterEach(cleanUp);

const run = (folder: string, command: string, args: string[] = []): Promise<Program> =>
  runCommand(folder, process.execPath, [join(commands, `${command}.js`), ...args]);

describe('npm run plans', () => {
  it('uses the database of a running server, and does not stop it', async () => {
    const folder = newFolder();
    const server = await (await runProgram(folder)).ready();
    const [before] = postgresPids(folder);
    writeFileSync(join(folder, 'plans.json'), JSON.stringify([plan]));
    const command = await run(folder, 'plans');
    expect(await command.exited).toMatchObject({ code: 0 });
    expect(command.output()).toBe('created: gold\nupdated: none\narchived: none\n');
    expect(postgresPids(folder)[0]).toBe(before);
    const archiving = await run(folder, 'plans', ['--archive-missing']);
    expect(await archiving.exited).toMatchObject({ code: 0 });
    expect(archiving.output()).toBe('created: none\nupdated: none\narchived: basic, standard, premium\n');
    expect((await server.ask('{ plans { code } }')).data).toEqual({ plans: [{ code: 'gold' }] });
    const misspelt = await run(folder, 'plans', ['--archive']);
    expect(await misspelt.exited).toMatchObject({ code: 1 });
  });

  it('starts the database if no server runs, and stops it afterwards', async () => {
    const folder = newFolder();
    expect(await (await run(folder, 'migrate')).exited).toMatchObject({ code: 0 });
    const command = await run(folder, 'plans');
    expect(await command.exited).toMatchObject({ code: 0 });
    expect(command.output()).toContain('created: basic, standard, premium');
    expect(await hasPostgresEnded(folder, 0)).toBe(true);
    const again = await run(folder, 'plans');
    await again.exited;
    expect(again.output()).toBe('created: none\nupdated: none\narchived: none\n');
  });

  it('explains what is wrong with the file', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'plans.json'), JSON.stringify([{ ...plan, pricePaisa: 5 }]));
    await (await run(folder, 'migrate')).exited;
    const command = await run(folder, 'plans');
    expect(await command.exited).toMatchObject({ code: 1 });
    expect(command.output()).toContain('plans.json is not a list of plans');
    expect(command.output()).not.toMatch(/^ {4}at /m);
  });
});
