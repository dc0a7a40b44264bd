import { execFileSync, spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const MAX_MEGABYTES = 30;
const INSTALLED_WITHIN_MS = 300_000;

const folder = mkdtempSync(join(tmpdir(), 'simulator-package-'));
const shop = join(folder, 'shop');

/** Every Node on this machine that differs: the project's own, and the one of the system. */
const nodes = new Map(
  [process.execPath, '/usr/bin/node', '/usr/local/bin/node'].flatMap((path): [string, string][] => {
    const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
    return status === 0 && Number(/\d+/.exec(stdout)?.[0]) >= 20 ? [[stdout.trim(), path]] : [];
  }),
);

const npm = (cwd: string, ...args: string[]): string => execFileSync('npm', args, { cwd, encoding: 'utf8' });

/** What a shop does: starts the simulator, opens a payment, pays it, and looks it up. */
const script = `
import { startSimulator } from 'khalti-simulator';
const simulator = await startSimulator({ port: 0 });
const post = async (url, body) =>
  (await fetch(url, {
    method: 'POST',
    headers: { authorization: 'Key ' + simulator.secretKey, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })).json();
const { pidx } = await post(simulator.baseUrl + 'epayment/initiate/', {
  return_url: 'http://localhost/return', website_url: 'http://localhost', amount: 1000,
  purchase_order_id: '1', purchase_order_name: 'Test',
});
await post(simulator.url + '/simulator/payments/' + pidx + '/complete', {});
const { status } = await post(simulator.baseUrl + 'epayment/lookup/', { pidx });
const page = await (await fetch(simulator.url + '/')).text();
console.log(JSON.stringify({ node: process.version, status, hasPage: page.includes('SIMULATOR') }));
await simulator.close();
`;

beforeAll(() => {
  npm(resolve('simulator'), 'pack', '--pack-destination', folder, '--silent');
  const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  mkdirSync(shop);
  writeFileSync(join(shop, 'package.json'), '{"private": true, "type": "module"}');
  writeFileSync(join(shop, 'pay.js'), script);
  npm(shop, 'install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', join(folder, tarball));
}, INSTALLED_WITHIN_MS);
afterAll(() => rmSync(folder, { recursive: true }));

describe('the package khalti-simulator', () => {
  it.each([...nodes])('is imported, started and paid with Node %s', (version, node) => {
    const output = execFileSync(node, ['pay.js'], { cwd: shop, encoding: 'utf8' });
    expect(JSON.parse(output)).toEqual({ node: version, status: 'Completed', hasPage: true });
  });

  it.each([...nodes])('has a command that runs with Node %s', (_version, node) => {
    const command = join('node_modules', 'khalti-simulator', 'dist', 'main.js');
    const output = execFileSync(node, [command, '--help'], { cwd: shop, encoding: 'utf8' });
    expect(output).toContain('Usage: khalti-simulator');
    expect(npm(shop, 'exec', '--offline', '--', 'khalti-simulator', '--version').trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('has types', () => {
    const source = `import { type Fault, startSimulator } from 'khalti-simulator';
const faults: Fault[] = [{ endpoint: 'lookup', kind: 'slow', delayMs: 5 }];
export const url: string = (await startSimulator({ port: 0, faults })).url;
// @ts-expect-error
export const wrong: number = (await startSimulator({ port: 0 })).url;`;
    writeFileSync(join(shop, 'typed.ts'), source);
    const options = '--noEmit --strict --skipLibCheck --module nodenext --target es2022 typed.ts'.split(' ');
    const { status, stdout } = spawnSync(process.execPath, [resolve('node_modules/typescript/bin/tsc'), ...options], {
      cwd: shop,
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([0, '']);
  });

  it(`takes at most ${MAX_MEGABYTES} MB with all that it needs`, () => {
    expect(bytesIn(join(shop, 'node_modules')) / 1_000_000).toBeLessThan(MAX_MEGABYTES);
  });
});

function bytesIn(path: string): number {
  const status = lstatSync(path);
  if (!status.isDirectory()) return status.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0);
}
