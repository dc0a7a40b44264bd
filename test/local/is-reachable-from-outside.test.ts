import { describe, expect, it } from '@jest/globals';
import { isReachableFromOutside } from '../../src/local/is-reachable-from-outside.ts';

describe('isReachableFromOutside', () => {
  it.each([
    'localhost',
    '127.0.0.1',
    '127.9.9.9',
    '::1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    'fd00::1',
    'fe80::1',
  ])('is false for %s', async (host) => expect(await isReachableFromOutside(host)).toBe(false));

  it.each(['0.0.0.0', '::', '203.0.113.9', '172.32.0.1', '2001:db8::1', '::ffff:203.0.113.9'])(
    'is true for %s',
    async (host) => expect(await isReachableFromOutside(host)).toBe(true),
  );
});
