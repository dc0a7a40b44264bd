import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Says so at once, before anything is started; on every address that the name stands for. */
export async function refuseTakenPort(variable: string, host: string, port: number): Promise<void> {
  for (const { address } of await lookup(host, { all: true })) {
    const probe = createServer();
    try {
      probe.listen({ host: address, port });
      await once(probe, 'listening');
      probe.close();
      await once(probe, 'close');
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      // A name may stand for an address that this machine does not have, such as ::1 where there is no IPv6.
      if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') continue;
      if (code !== 'EADDRINUSE') throw error;
      throw new Error(`Port ${port} is taken by another program. Stop that one, or set ${variable} to another port.`, {
        cause: error,
      });
    }
  }
}
