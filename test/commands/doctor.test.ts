import { resolve } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { cleanUp, runCommand, runProgram } from '../support/program.ts';
import { newFolder } from '../support/program-folder.ts';

const file = resolve(import.meta.dirname, '../../dist/src/commands/doctor.js');
// For machines that are busy: it starts the program, and all that this needs.
jest.setTimeout(120_000);

afterEach(cleanUp);

async function runDoctor(folder: string, args: string[], env: Record<string, string> = {}) {
  const command = await runCommand(folder, process.execPath, [file, ...args], { env });
  const { code } = await command.exited;
  return { code, output: command.output() };
}

describe('npm run doctor', () => {
  it('finds nothing wrong with a program that was just started, for people and for machines', async () => {
    const folder = newFolder();
    const server = await (await runProgram(folder)).ready();
    const ports = { PORT: new URL(server.url).port, SIMULATOR_PORT: new URL(server.simulatorUrl).port };
    const said = await runDoctor(folder, [], ports);
    expect(said.output).toMatch(/\n\nNothing is wrong\.\n$/);
    expect(said.output.split('\n').filter((line) => line !== '')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^ok {4}Worker: /)]),
    );
    expect(said.code).toBe(0);
    const wrong = await runDoctor(folder, ['--json'], { ...ports, PUBLIC_URL: 'http://127.0.0.1:9' });
    expect(wrong.code).toBe(1);
    expect(JSON.parse(wrong.output)).toMatchObject({
      verdict: 'FAILURE',
      findings: expect.arrayContaining([
        expect.objectContaining({ about: 'Public URL', verdict: 'FAILURE', advice: expect.any(String) }),
      ]),
    });
  });

  it('names every mistake of the configuration, and no secret', async () => {
    const env = { NODE_ENV: 'production', AUTH_SECRET: 'a short secret', KHALTI_SECRET_KEY: 'simulator-secret-key' };
    const { code, output } = await runDoctor(newFolder(), [], env);
    for (const name of ['PUBLIC_URL', 'DATABASE_URL', 'SMTP_URL', 'AUTH_SECRET']) {
      expect(output).toMatch(new RegExp(`^FAIL  Configuration: ${name} `, 'm'));
    }
    expect(output).not.toMatch(/a short secret|simulator-secret-key|\n {4}at /);
    expect(code).toBe(1);
  });

  it('explains its arguments', async () => {
    for (const args of [['--unknown'], ['--mail', 'nobody']]) {
      const { code, output } = await runDoctor(newFolder(), args);
      expect(output).toMatch(/^Usage: npm run doctor/);
      expect(code).toBe(64);
    }
  });
});
