import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface FaultyKhalti {
  url: string;
  /** When the first lookup came, in milliseconds since 1970. */
  firstAt: number | null;
  /** The most lookups at the same moment. */
  mostAtOnce: number;
  stop(): Promise<void>;
}

const FAULTS = [
  (response: ServerResponse) => response.writeHead(503).end('<html>Service unavailable</html>'),
  (response: ServerResponse) => response.writeHead(429).end('{"detail":"Too many"}'),
  (response: ServerResponse) => response.destroy(),
];

/** Answers lookups after `delayMs`: a pidx that begins with `paid` is completed. A share of the answers are faults. */
export async function startFaultyKhalti(delayMs: number, faulty: number): Promise<FaultyKhalti> {
  let atOnce = 0;
  let asked = 0;
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { pidx } = JSON.parse(text || '{}');
    // The worker's examination of its key.
    if (!/^(paid|left)-/.test(pidx)) return response.writeHead(404).end('{"detail":"Not found."}');
    khalti.firstAt ??= Date.now();
    atOnce += 1;
    khalti.mostAtOnce = Math.max(khalti.mostAtOnce, atOnce);
    await sleep(delayMs);
    atOnce -= 1;
    asked += 1;
    const fault = Math.random() < faulty ? FAULTS[asked % FAULTS.length] : undefined;
    if (fault) return fault(response);
    response.setHeader('content-type', 'application/json');
    return response.end(JSON.stringify(lookUp(pidx)));
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const khalti: FaultyKhalti = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    firstAt: null,
    mostAtOnce: 0,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return khalti;
}

function lookUp(pidx: string) {
  const isPaid = pidx.startsWith('paid');
  return {
    pidx,
    total_amount: 50_000,
    status: isPaid ? 'Completed' : 'Initiated',
    transaction_id: isPaid ? `transaction-${pidx}` : null,
    fee: 0,
    refunded: false,
  };
}
