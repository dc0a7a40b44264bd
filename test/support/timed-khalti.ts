import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface TimedKhalti {
  baseUrl: string;
  delayMs: number;
  /** Lookups that wait for their answer now. */
  atOnce: number;
  /** The pidx of each lookup, in this order. */
  asked: string[];
  close(): Promise<void>;
}

/** A Khalti whose payments are all unpaid, and whose answers take as long as the test says. */
export async function startTimedKhalti(): Promise<TimedKhalti> {
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { pidx } = JSON.parse(text) as { pidx: string };
    khalti.asked.push(pidx);
    khalti.atOnce += 1;
    await sleep(khalti.delayMs);
    khalti.atOnce -= 1;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ pidx, status: 'Initiated', total_amount: 50_000, transaction_id: null, fee: 0 }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const khalti: TimedKhalti = {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2/`,
    delayMs: 0,
    atOnce: 0,
    asked: [],
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return khalti;
}
