import { createHash } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class FileInUse extends Error {}

/**
 * Refuses a file that another simulator on this machine uses. The lock is a socket of this process, so that it ends with
 * the process, however that ends. Returns the function that releases it.
 */
export async function lockFile(path: string): Promise<() => void> {
  const address = addressOf(path);
  const server = (await tryListen(address)) ?? ((await isAlive(address)) ? undefined : await retry(address));
  if (server === undefined) throw new FileInUse(`Another simulator uses ${path}. Stop it, or name another data file.`);
  return () => void server.close();
}

/** On Linux and Windows these names vanish with the process. Elsewhere a file stays behind. */
function addressOf(path: string): string {
  const name = `khalti-simulator-${createHash('sha256').update(path).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

function tryListen(address: string): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy()).unref();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen({ path: address, exclusive: true }, () => resolve(server));
  });
}

function isAlive(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function retry(address: string): Promise<Server | undefined> {
  if (address.endsWith('.sock')) unlinkSync(address);
  return tryListen(address);
}
