import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { Listener } from '../../src/database/listener.ts';

describe('Listener', () => {
  it('can be closed while it connects', async () => {
    const silent = createServer((socket) => socket.resume());
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const listener = new Listener(`postgresql://user@127.0.0.1:${port}/database`, pino({ level: 'silent' }));

    listener.listen('anything', () => {});
    await once(silent, 'connection');
    await expect(listener.close()).resolves.toBeUndefined();
    silent.close();
  });
});
