import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

// Measures how many payments a second the simulator opens and looks up, with a data file and without one, alternately in
// the same run. Usage: npm run bench:simulator [-- payments in a round] [rounds]
const PAYMENTS = Number(process.argv[2] ?? 3000);
const ROUNDS = Number(process.argv[3] ?? 5);
const CONNECTIONS = 16;

interface Running {
  readonly child: ChildProcess;
  readonly baseUrl: string;
  readonly agent: Agent;
}

const folder = mkdtempSync(join(tmpdir(), 'bench-simulator-'));
const kinds = {
  'without a data file': await start([]),
  'with a data file': await start(['--data-file', join(folder, 'payments.json')]),
};
const rates: Record<string, number[]> = {};
for (const simulator of Object.values(kinds)) await measure(simulator);
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, simulator] of Object.entries(kinds))
    rates[name] = [...(rates[name] ?? []), await measure(simulator)];
}
const [without = 0, withFile = 0] = Object.entries(rates).map(([name, list]) => {
  const median = list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
  console.log(`${name}: ${median.toFixed(0)} payments a second (${list.map((rate) => rate.toFixed(0)).join(', ')})`);
  return median;
});
console.log(`ratio: ${(withFile / without).toFixed(2)}`);
for (const { child } of Object.values(kinds)) child.kill();
rmSync(folder, { recursive: true });

async function start(flags: string[]): Promise<Running> {
  const child = spawn(process.execPath, ['simulator/dist/main.js', '--port', '0', '--json', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  return { child, baseUrl: JSON.parse(line).baseUrl, agent: new Agent({ keepAlive: true, maxSockets: CONNECTIONS }) };
}

/** Payments a second, each opened and looked up once. */
async function measure(simulator: Running): Promise<number> {
  let left = PAYMENTS;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (left > 0) {
        left -= 1;
        const { pidx } = await post(simulator, 'epayment/initiate/', {
          return_url: 'http://localhost:4000/return',
          website_url: 'http://localhost:4000',
          amount: 1000,
          purchase_order_id: `order-${left}`,
          purchase_order_name: 'A plan',
        });
        await post(simulator, 'epayment/lookup/', { pidx });
      }
    }),
  );
  return PAYMENTS / ((performance.now() - startedAt) / 1000);
}

function post({ baseUrl, agent }: Running, path: string, body: object): Promise<{ pidx: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${baseUrl}${path}`, { method: 'POST', agent }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve(JSON.parse(text)));
    });
    outgoing.on('error', reject);
    outgoing.setHeader('authorization', 'Key simulator-secret-key');
    outgoing.setHeader('content-type', 'application/json');
    outgoing.end(JSON.stringify(body));
  });
}
