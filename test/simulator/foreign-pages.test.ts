import { request } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import type { Simulator } from '../../simulator/simulator.ts';
import { initiate, start } from './support.ts';

/** What a page would like to read. */
const readable = ['payments', 'requests', 'settings', 'faults', 'state', 'clock', 'events', 'health'];

interface Sent {
  method?: string;
  path?: string;
  host?: string;
  origin?: string;
  body?: string;
  type?: string;
  site?: string;
  mode?: string;
}

function sendAs({ url }: Simulator, sent: Sent): Promise<number> {
  const { port } = new URL(url);
  const { method = 'GET', path = '/simulator/payments', host = `localhost:${port}`, origin, body = '', type } = sent;
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, method, path, setHost: false }, (response) => {
      resolve(response.statusCode ?? 0);
      // Not read to its end: events have none.
      response.destroy();
    });
    outgoing.setHeader('host', host);
    if (origin) outgoing.setHeader('origin', origin);
    if (sent.site) outgoing.setHeader('sec-fetch-site', sent.site);
    if (sent.mode) outgoing.setHeader('sec-fetch-mode', sent.mode);
    outgoing.setHeader('content-type', type ?? 'application/json');
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

describe("a page of another site, in a developer's browser,", () => {
  it.each(['evil.example', 'evil.example:4001', 'localhost.evil.example', '192.168.1.1', '127.0.0.1.evil.example'])(
    'reads nothing under the name %s that it rebinds to this machine',
    async (host) => {
      const simulator = await start();
      const { pidx } = (await initiate(simulator)).body;
      const paths = readable.map((name) => `/simulator/${name}`);
      for (const path of [...paths, `/simulator/payments/${pidx}`, '/', '/live.js', `/pay/?pidx=${pidx}`]) {
        expect({ path, status: await sendAs(simulator, { host, path }) }).toEqual({ path, status: 403 });
      }
      const complete = { host, method: 'POST', path: `/simulator/payments/${pidx}/complete` };
      expect(await sendAs(simulator, complete)).toBe(403);
      expect(simulator.payments.get(pidx)?.status).toBe('Initiated');
    },
  );

  it.each(['https://evil.example', 'null', 'http://localhost:1', 'http://127.0.0.1'])(
    'changes nothing with a form or a script of the origin %s',
    async (origin) => {
      const simulator = await start();
      const { pidx } = (await initiate(simulator)).body;
      const forms = ['application/x-www-form-urlencoded', 'text/plain', 'application/json'].map((type) => ({
        type,
        origin,
      }));
      for (const form of forms) {
        const complete = { ...form, method: 'POST', path: `/simulator/payments/${pidx}/complete` };
        expect(await sendAs(simulator, complete)).toBe(403);
        expect(await sendAs(simulator, { ...form, method: 'PUT', path: '/simulator/faults', body: '[]' })).toBe(403);
        expect(await sendAs(simulator, { ...form, method: 'POST', path: `/pay/?pidx=${pidx}` })).toBe(403);
      }
      expect(simulator.payments.get(pidx)?.status).toBe('Initiated');
    },
  );

  it.each([
    ['an origin', { origin: 'https://evil.example' }],
    ['no origin, as an image', { site: 'cross-site', mode: 'no-cors' }],
    ['another port of this machine', { site: 'same-site', mode: 'cors', origin: 'http://localhost:1' }],
  ])('reads nothing of the control API: %s', async (_what, from) => {
    const simulator = await start({ settings: { allowsBrowsers: true } });
    for (const name of readable) {
      expect({ name, status: await sendAs(simulator, { ...from, path: `/simulator/${name}` }) }).toEqual({
        name,
        status: 403,
      });
    }
    for (const [method, name] of [
      ['POST', 'reset'],
      ['POST', 'clock'],
      ['POST', 'pidx'],
      ['PUT', 'state'],
      ['PUT', 'settings'],
    ] as const) {
      const status = await sendAs(simulator, { ...from, method, path: `/simulator/${name}`, body: '{}' });
      expect({ name, status }).toEqual({ name, status: 403 });
    }
  });

  it('can be opened by a link, and forms are no JSON', async () => {
    const simulator = await start();
    const opened = { site: 'cross-site', mode: 'navigate' };
    expect(await sendAs(simulator, { ...opened, path: '/simulator/payments' })).toBe(200);
    expect(await sendAs(simulator, { ...opened, path: '/' })).toBe(200);
    const form = { method: 'POST', type: 'application/x-www-form-urlencoded', body: 'advanceSeconds=5' };
    expect(await sendAs(simulator, { ...form, path: '/simulator/clock' })).toBe(415);
    expect(await sendAs(simulator, { ...form, path: '/simulator/reset' })).toBe(415);
  });

  it('is told apart from the own page, from scripts and from allowed names', async () => {
    const simulator = await start({ allowedHosts: ['simulator'] });
    for (const host of ['simulator', 'simulator:4001', 'localhost', 'shop.localhost', '[::1]:1', '127.0.0.1']) {
      expect({ host, status: await sendAs(simulator, { host }) }).toEqual({ host, status: 200 });
      const own = { host, origin: `http://${host}`, method: 'PUT', path: '/simulator/faults', body: '[]' };
      expect({ host, status: await sendAs(simulator, own) }).toEqual({ host, status: 200 });
    }
  });
});
