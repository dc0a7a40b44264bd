import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type App, startApp } from '../support/app.ts';
import { Customer } from '../support/customer.ts';
import { openStream } from '../support/stream.ts';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const HEAD = 'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n';

async function openSocket(sent: string): Promise<Socket> {
  const socket = connect(Number(new URL(app.address).port), '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(sent);
  return socket;
}

describe('a connection', () => {
  it('is closed when its request stays incomplete, also if a byte arrives now and then', async () => {
    const sockets = await Promise.all([
      openSocket(HEAD),
      openSocket(`${HEAD}\r\n{"query":`),
      openSocket(`${HEAD}\r\n`),
    ]);
    const drip = setInterval(() => sockets[2]?.write(' '), 500);
    const closed = Promise.all(
      sockets.map(async (socket) => {
        socket.resume();
        await once(socket, 'close');
      }),
    );
    const isInTime = await Promise.race([closed.then(() => true), sleep(15_000, false)]);
    clearInterval(drip);
    for (const socket of sockets) socket.destroy();
    expect(isInTime).toBe(true);
  });

  it('that is reset leaves no error in the log', async () => {
    const before = JSON.stringify(app.logged).length;
    for (let count = 0; count < 100; count += 1) {
      const socket = await openSocket(`${HEAD}\r\n{"query":`);
      await sleep(2);
      socket.resetAndDestroy();
    }
    await sleep(300);
    expect(app.logged.filter(({ level }) => level === 'error' || level === 'warn')).toEqual([]);
    expect(JSON.stringify(app.logged).length - before).toBeLessThan(30_000);
  });

  it.each(['/%', '/%E0%A4%A', '/graphql/%zz'])('gets an error with a code for the address %s', async (path) => {
    const socket = await openSocket(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
    let text = '';
    socket.on('data', (chunk) => (text += chunk));
    await once(socket, 'close');
    expect(text).toMatch(/^HTTP\/1.1 400/);
    expect(text).toContain('"code":"BAD_USER_INPUT"');
  });
});

describe('streams', () => {
  it('are limited for each address, however many accounts it has', async () => {
    const customers = await Promise.all(Array.from({ length: 21 }, () => Customer.signUp(app)));
    const opened = [];
    for (const customer of customers) {
      const { pidx } = await customer.initiate('basic');
      for (let count = 0; count < 5; count += 1)
        opened.push({ stream: await openStream(app.url, pidx, customer.token) });
    }
    const refused = [];
    for (const { stream } of opened) {
      const told = await stream.next();
      if (told?.errors) refused.push(told.errors[0]?.extensions.code);
    }
    expect(refused).toEqual(Array.from({ length: 5 }, () => 'RATE_LIMITED'));
    await Promise.all(opened.map(({ stream }) => stream.close()));
  });
});
