import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanUp, freshFolder, noPostgresOf, type Program, postgresOf, runProgram } from '../support/program.ts';

const commands = resolve(import.meta.dirname, '../../dist/src/commands');
const plan = { code: 'gold', name: 'Gold', pricePaisa: 90_000, durationDays: 60 };

afterEach(cleanUp);

const run = (folder: string, command: string): Promise<Program> =>
  runProgram(folder, { file: join(commands, `${command}.js`) });

describe('npm run plans', () => {
  it('works on the database of a server that runs, and leaves it running', async () => {
    const folder = freshFolder();
    const server = await (await runProgram(folder)).ready();
    const [before] = postgresOf(folder);
    writeFileSync(join(folder, 'plans.json'), JSON.stringify([plan]));
    const command = await run(folder, 'plans');
    expect(await command.ended).toMatchObject({ code: 0 });
    expect(command.said()).toBe('created: gold\nupdated: none\narchived: basic, standard, premium\n');
    expect(postgresOf(folder)[0]).toBe(before);
    expect((await server.ask('{ plans { code } }')).data).toEqual({ plans: [{ code: 'gold' }] });
  });

  it('works where nothing runs, on the same data, and leaves nothing running', async () => {
    const folder = freshFolder();
    expect(await (await run(folder, 'migrate')).ended).toMatchObject({ code: 0 });
    const command = await run(folder, 'plans');
    expect(await command.ended).toMatchObject({ code: 0 });
    expect(command.said()).toContain('created: basic, standard, premium');
    expect(await noPostgresOf(folder, 0)).toBe(true);
    const again = await run(folder, 'plans');
    await again.ended;
    expect(again.said()).toBe('created: none\nupdated: none\narchived: none\n');
  });

  it('says in words what is wrong with the file', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'plans.json'), JSON.stringify([{ ...plan, pricePaisa: 5 }]));
    await (await run(folder, 'migrate')).ended;
    const command = await run(folder, 'plans');
    expect(await command.ended).toMatchObject({ code: 1 });
    expect(command.said()).toContain('plans.json is not a list of plans');
    expect(command.said()).not.toMatch(/^ {4}at /m);
  });
});
