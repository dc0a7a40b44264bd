import { resolve } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { planOf, signUpOn } from '../support/buy-on-program.ts';
import { cleanUp, type Program, runCommand, runProgram } from '../support/program.ts';
import { newFolder } from '../support/program-folder.ts';

const file = resolve(import.meta.dirname, '../../dist/src/commands/adopt.js');

afterEach(cleanUp);

async function adopt(
  folder: string,
  server: Program,
  args: string[],
): Promise<{ code: number | null; output: string }> {
  const env = { SIMULATOR_PORT: new URL(server.simulatorUrl).port };
  const command = await runCommand(folder, process.execPath, [file, ...args], { env });
  const { code } = await command.exited;
  return { code, output: command.output() };
}

/** A payment of Rs 500 that Khalti knows, and the server does not. */
async function payAtKhalti({ simulatorUrl }: Program, amount: number): Promise<string> {
  const response = await fetch(`${simulatorUrl}/api/v2/epayment/initiate/`, {
    method: 'POST',
    headers: { authorization: 'Key simulator-secret-key', 'content-type': 'application/json' },
    body: JSON.stringify({
      return_url: 'http://localhost/return',
      website_url: 'http://localhost',
      amount,
      purchase_order_id: 'lost',
      purchase_order_name: 'Lost',
    }),
  });
  const { pidx } = (await response.json()) as { pidx: string };
  await fetch(`${simulatorUrl}/simulator/payments/${pidx}/complete`, { method: 'POST' });
  return pidx;
}

describe('npm run adopt', () => {
  it('adds a payment that only Khalti knows, once, and grants its access', async () => {
    const folder = newFolder();
    const server = await (await runProgram(folder)).ready();
    const token = await signUpOn(server);
    const { data } = await server.ask<{ me: { id: string }; plans: { code: string; pricePaisa: number }[] }>(
      '{ me { id } plans { code pricePaisa } }',
      {},
      token,
    );
    const pidx = await payAtKhalti(server, data.plans.find(({ code }) => code === 'basic')?.pricePaisa ?? 0);
    const adopted = await adopt(folder, server, [pidx, data.me.id, 'basic']);
    expect(adopted).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^Adopted: payment \S+ is COMPLETED\.\n$/),
    });
    expect(await planOf(server, token)).toBe('basic');
    const again = await adopt(folder, server, [pidx, data.me.id, 'basic']);
    expect(again).toMatchObject({ code: 1, output: expect.stringContaining('belongs to a payment of this server') });
    expect(await adopt(folder, server, ['unknown', data.me.id, 'basic'])).toMatchObject({ code: 1 });
    expect(await adopt(folder, server, [pidx, data.me.id, 'none'])).toMatchObject({
      code: 1,
      output: 'There is no plan none.\n',
    });
    expect((await adopt(folder, server, [pidx])).output).toContain(
      'Usage: npm run adopt -- <pidx> <userId> <planCode>',
    );
  });
});
