import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface CuttingProxy {
  /** The database's URL, through the proxy. */
  url: string;
  /**
   * Cuts every connection at the n-th message that the server sends to the database from now on (the first is 1):
   * before it is passed on, or after the database has worked on it, so that only its answer is lost.
   */
  cutAt(message: number, when: 'before' | 'after'): void;
  /** Passes everything on again. How many messages came since the last `cutAt`, is returned. */
  heal(): number;
  /** Refuses and cuts everything until it is healed. */
  goAway(): void;
  close(): Promise<void>;
}

/** A line to the database that breaks where it is told to. */
export async function startCuttingProxy(databaseUrl: string): Promise<CuttingProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let seen = 0;
  let cut: { message: number; when: 'before' | 'after' } | null = null;
  let isAway = false;

  const cutAll = () => {
    isAway = true;
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((client) => {
    if (isAway) {
      client.destroy();
      return;
    }
    const database = connect(Number(target.port || 5432), target.hostname);
    let answerIsLost = false;
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        database.destroy();
      });
    }
    client.on('data', (chunk) => {
      seen += 1;
      if (cut?.message === seen) {
        if (cut.when === 'before') {
          cutAll();
          return;
        }
        answerIsLost = true;
      }
      database.write(chunk);
    });
    database.on('data', (chunk) => {
      if (answerIsLost) cutAll();
      else client.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    url: Object.assign(new URL(databaseUrl), { host: `127.0.0.1:${port}` }).href,
    cutAt(message, when) {
      seen = 0;
      isAway = false;
      cut = { message, when };
    },
    heal() {
      cut = null;
      isAway = false;
      return seen;
    },
    goAway: cutAll,
    async close() {
      cutAll();
      server.close();
      await once(server, 'close');
    },
  };
}
