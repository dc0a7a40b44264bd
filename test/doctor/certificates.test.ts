import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { examinePublicUrl, examineRedirection } from '../../src/doctor/examine-public-url.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl) console.warn('\nCERTIFICATES OF PUBLIC_URL ARE NOT TESTED: there is no openssl here.\n');
const describeWithTls = hasOpenssl ? describe : describe.skip;

const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
const authorities = getCACertificates('default');
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const { signal } = new AbortController();

const closing: (() => void)[] = [];

beforeAll(() => {
  if (!hasOpenssl) return;
  const authority = ['-days', '2', '-subj', '/CN=authority', '-addext', 'basicConstraints=critical,CA:true'];
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.crt', ...authority);
  openssl('req', ...key, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=shop');
  setDefaultCACertificates([...authorities, readFileSync(join(folder, 'ca.crt'), 'utf8')]);
});
afterAll(() => {
  setDefaultCACertificates(authorities);
  for (const close of closing) close();
  rmSync(folder, { recursive: true });
});

/** A server that says it is ready, with a certificate for that name and that many days. */
async function startShop({ name = 'localhost', days = 60 }): Promise<string> {
  writeFileSync(join(folder, 'names'), `subjectAltName=DNS:${name}`);
  const signed = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', String(days), '-extfile', 'names'];
  openssl('x509', '-req', '-in', 'server.csr', '-out', 'server.crt', ...signed);
  const [cert, ownKey] = ['server.crt', 'server.key'].map((file) => readFileSync(join(folder, file)));
  const server = createServer({ cert, key: ownKey }, (_request, answer) => answer.end('{"status":"ready"}'));
  server.listen(0, 'localhost');
  await once(server, 'listening');
  closing.push(() => server.close());
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}

describeWithTls('examinePublicUrl', () => {
  it('accepts a valid certificate, and says for how long it is valid', async () => {
    expect(await examinePublicUrl(await startShop({}), signal)).toMatchObject([
      { verdict: 'OK' },
      { verdict: 'OK', says: 'Its certificate is valid for 59 more days.' },
    ]);
  });

  it('warns of a certificate that ends soon', async () => {
    expect(await examinePublicUrl(await startShop({ days: 5 }), signal)).toMatchObject([
      { verdict: 'OK' },
      { verdict: 'WARNING', says: 'Its certificate is valid for 4 more days.' },
    ]);
  });

  it('sees a certificate that has expired', async () => {
    expect(await examinePublicUrl(await startShop({ days: -1 }), signal)).toMatchObject([
      {
        verdict: 'FAILURE',
        says: expect.stringContaining('its certificate has expired'),
        advice: expect.stringMatching(/^Renew/),
      },
    ]);
  });

  it('sees a certificate for another name', async () => {
    expect(await examinePublicUrl(await startShop({ name: 'other.example.com' }), signal)).toMatchObject([
      { verdict: 'FAILURE', says: expect.stringContaining('for another name') },
    ]);
  });

  it('sees a certificate of an authority that nobody knows', async () => {
    const shop = await startShop({});
    setDefaultCACertificates(authorities);
    const [found] = await examinePublicUrl(shop, signal);
    expect(found).toMatchObject({ verdict: 'FAILURE', says: expect.stringContaining('its certificate') });
  });
});

describe('examineRedirection', () => {
  it.each([
    ['to PUBLIC_URL', 301, 'https://shop.example.com/', 'OK'],
    ['elsewhere', 302, 'https://other.example.com/', 'WARNING'],
    ['nowhere', 200, undefined, 'WARNING'],
  ])('compares where http leads: %s', async (_where, status, location, verdict) => {
    const server = createHttpServer((_request, answer) => {
      answer.writeHead(status, location === undefined ? {} : { location }).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(() => server.close());
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    expect(await examineRedirection('https://shop.example.com', url, signal)).toMatchObject([{ verdict }]);
  });

  it('warns if nothing answers on http', async () => {
    const found = await examineRedirection('https://shop.example.com', new URL('http://127.0.0.1:9'), signal);
    expect(found).toMatchObject([{ verdict: 'WARNING', says: expect.stringContaining('ECONNREFUSED') }]);
  });
});
