import { describe, expect, it } from '@jest/globals';
import { clientAddress } from '../../src/api/client-address.ts';
import { startApp } from '../support/app.ts';

describe('clientAddress', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    [' 203.0.113.9 ', '203.0.113.9'],
    ['203.0.113.9:51234', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['::FFFF:203.0.113.9', '203.0.113.9'],
    ['::ffff:cb00:7109', '203.0.113.9'],
    ['0:0:0:0:0:ffff:203.0.113.9', '203.0.113.9'],
    ['[::ffff:203.0.113.9]:51234', '203.0.113.9'],
    ['::ffff:203.0.113.9%eth0', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::ffff:203.0.113.9', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::1]', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::1]:443', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['[fe80::1%eth0]:443', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['::fffe:203.0.113.9', '0:0:0:0::/64'],
    ['1::ffff:203.0.113.9', '1:0:0:0::/64'],
  ])('reads %j as %s', (reported, client) => {
    expect(clientAddress(reported)).toBe(client);
  });

  it.each([
    undefined,
    '',
    'unknown',
    '_hidden',
    '203.0.113',
    '203.0.113.999',
    '01.2.3.4',
    '203.0.113.9:',
    '203.0.113.9:port',
    '203.0.113.9/24',
    '[203.0.113.9',
    '[]:1',
    '2001:db8::1::2',
    '1:2:3:4:5:6:7:8:443',
    '%eth0',
    '<script>',
    'a\u0000b',
    '2001:db8::1%'.padEnd(5_000, 'x'),
    '9'.repeat(100_000),
  ])('counts everything that is no address as one client: %j', (reported) => {
    expect(clientAddress(reported)).toBe('unknown');
  });

  it('is short, whatever a proxy reports', () => {
    for (const zone of ['a'.repeat(80), '%'.repeat(80), ':'.repeat(80)]) {
      expect(clientAddress(`fe80:1111:2222:3333:4444:5555:6666:7777%${zone}`.slice(0, 100)).length).toBeLessThan(64);
    }
  });
});

describe('limits for an address', () => {
  it('count the addresses of one /64, and all forms of an IPv4 address, as one client', async () => {
    const app = await startApp({
      env: { TRUST_PROXY: '1', AUTH_ATTEMPTS_PER_ADDRESS: '5', AUTH_ATTEMPTS_PER_ACCOUNT: '1000' },
    });
    const signIn = async (from: string) => {
      const response = await fetch(`${app.address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
        body: JSON.stringify({ query: 'mutation { signIn(email: "a@example.com", password: "a guess") { token } }' }),
      });
      const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
      return errors[0]?.extensions.code;
    };
    const codesOf = async (addresses: string[]) => {
      const codes = [];
      for (const address of addresses) codes.push(await signIn(address));
      return codes;
    };
    const allowed = Array<string>(5).fill('INVALID_CREDENTIALS');

    const network = Array.from({ length: 200 }, (_, i) => `2001:db8:7:7:${(i * 327).toString(16)}::${i.toString(16)}`);
    expect(await codesOf(network)).toEqual([...allowed, ...Array<string>(195).fill('RATE_LIMITED')]);
    expect(await signIn('2001:db8:7:8::1')).toBe('INVALID_CREDENTIALS');

    const forms = ['203.0.113.9', '::ffff:203.0.113.9', '203.0.113.9:1', '[::ffff:cb00:7109]:2', '::FFFF:203.0.113.9'];
    expect(await codesOf([...forms, '203.0.113.9:3'])).toEqual([...allowed, 'RATE_LIMITED']);

    const nonsense = ['unknown', 'x'.repeat(5_000), 'fe80::1%'.padEnd(300, 'x'), '203.0.113', '[', 'a b'];
    expect(await codesOf(nonsense)).toEqual([...allowed, 'RATE_LIMITED']);
    await app.close();
  });

  it('count the requests of one /64 as one client', async () => {
    const app = await startApp({ env: { TRUST_PROXY: '1', REQUESTS_PER_MINUTE: '100' } });
    const statuses: number[] = [];
    for (let i = 0; i < 200; i += 1) {
      const headers = { 'content-type': 'application/json', 'x-forwarded-for': `2001:db8:7:7::${i.toString(16)}` };
      const body = JSON.stringify({ query: '{ plans { code } }' });
      statuses.push((await fetch(`${app.address}/graphql`, { method: 'POST', headers, body })).status);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(100);
    expect(statuses.filter((status) => status === 429)).toHaveLength(100);
    await app.close();
  });
});
