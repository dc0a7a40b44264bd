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
  /**
   * Passes everything on again, once nobody has anything left of what was cut: the database has ended what it was in the
   * middle of. How many messages came since the last `cutAt`, is returned.
   */
  restore(): Promise<number>;
  /** Refuses and cuts everything until it is healed. */
  interrupt(): void;
  /** From now on, swallows everything and closes nothing, as a network does that falls silent. */
  silence(): void;
  /** New connections go to another database, as after a failover. */
  redirect(databaseUrl: string): void;
  close(): Promise<void>;
}

/** A line to the database that breaks where it is told to. */
export async function startCuttingProxy(databaseUrl: string): Promise<CuttingProxy> {
  let target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let seen = 0;
  let cut: { message: number; when: 'before' | 'after' } | null = null;
  let isAway = false;
  let isSilent = false;
  // The connection whose next answer cuts everything.
  let answerLostBy: Socket | null = null;

  const cutAll = () => {
    isAway = true;
    for (const socket of sockets) socket.end();
  };
  const server = createServer((client) => {
    if (isAway) {
      client.destroy();
      return;
    }
    const database = connect(Number(target.port || 5432), target.hostname);
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.end();
        database.end();
      });
    }
    client.on('data', (chunk) => {
      if (isAway || isSilent) return;
      seen += 1;
      if (cut?.message === seen) {
        if (cut.when === 'before') {
          cutAll();
          return;
        }
        answerLostBy = database;
      }
      database.write(chunk);
    });
    database.on('data', (chunk) => {
      if (answerLostBy === database) cutAll();
      if (!isAway && !isSilent) client.write(chunk);
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
    async restore() {
      cut = null;
      answerLostBy = null;
      isSilent = false;
      if (isAway) await Promise.all([...sockets].map((socket) => new Promise((end) => socket.once('close', end))));
      isAway = false;
      return seen;
    },
    interrupt: cutAll,
    silence() {
      isSilent = true;
    },
    redirect(otherUrl) {
      target = new URL(otherUrl);
    },
    async close() {
      cutAll();
      server.close();
      await once(server, 'close');
    },
  };
}
