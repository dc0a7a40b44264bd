import { request } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import type { Simulator } from '../../simulator/simulator.ts';
import { initiate, start } from './support.ts';

interface Sent {
  method?: string;
  path?: string;
  host?: string;
  origin?: string;
  body?: string;
  type?: string;
}

function sendAs({ url }: Simulator, sent: Sent): Promise<number> {
  const { port } = new URL(url);
  const { method = 'GET', path = '/simulator/payments', host = `localhost:${port}`, origin, body = '', type } = sent;
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, method, path, setHost: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    outgoing.setHeader('host', host);
    if (origin) outgoing.setHeader('origin', origin);
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
      for (const path of ['/simulator/payments', `/simulator/payments/${pidx}`, '/', `/pay/?pidx=${pidx}`]) {
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

  it('is told apart from the own page, from scripts and from allowed names', async () => {
    const simulator = await start({ allowedHosts: ['simulator'] });
    for (const host of ['simulator', 'simulator:4001', 'localhost', 'shop.localhost', '[::1]:1', '127.0.0.1']) {
      expect({ host, status: await sendAs(simulator, { host }) }).toEqual({ host, status: 200 });
      const own = { host, origin: `http://${host}`, method: 'PUT', path: '/simulator/faults', body: '[]' };
      expect({ host, status: await sendAs(simulator, own) }).toEqual({ host, status: 200 });
    }
  });
});
