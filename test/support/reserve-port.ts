import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

// Below the range from which systems choose ports for port 0 and for outgoing connections.
const FIRST_PORT = 20_000;
const PAIRS = 6_000;

export interface ReservedPort {
  port: number;
  release(): void;
}

/**
 * A port for a server that starts later, or restarts on the same port. The port above it is the lock: this process listens
 * there until `release`, so that no other test, worker or test run gets the same port. For all else listen on port 0.
 */
export async function reservePort(): Promise<ReservedPort> {
  for (;;) {
    const port = FIRST_PORT + 2 * randomInt(PAIRS);
    const lock = await tryToListen(port + 1, '127.0.0.1');
    if (!lock) continue;
    // On all addresses: a program that has nothing to do with these tests may use it.
    const probe = await tryToListen(port);
    if (probe) {
      probe.close();
      await once(probe, 'close');
      return { port, release: () => void lock.close() };
    }
    lock.close();
  }
}

async function tryToListen(port: number, host?: string): Promise<Server | null> {
  const server = createServer().listen({ port, ...(host ? { host } : {}) });
  try {
    await once(server, 'listening');
    return server.unref();
  } catch {
    return null;
  }
}
