import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Fails before anything is started. Checks every address of the host name. */
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
      // The machine may not have every address, such as ::1 without IPv6.
      if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') continue;
      if (code !== 'EADDRINUSE') throw error;
      throw new Error(
        `Port ${port} is taken by another program. Stop that program, or set ${variable} to another port.`,
        {
          cause: error,
        },
      );
    }
  }
}
