import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

export interface Received {
  headers: Record<string, string>;
  body: string;
  type: string;
  data: Record<string, unknown>;
}

export interface Receiver {
  url: string;
  /** What it has received, also what it has not accepted. */
  received: Received[];
  /** How it answers from now on. */
  answer: (response: ServerResponse) => void;
  /** Of one customer, in the order in which they came. */
  of(userId: string): Received[];
  close(): Promise<void>;
}

export const accept = (response: ServerResponse) => void response.writeHead(204).end();

/** Receives events over HTTP. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const headers = request.headers as Record<string, string>;
    if (request.method === 'POST') received.push({ headers, body, ...JSON.parse(body) });
    receiver.answer(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const receiver: Receiver = {
    url: `http://localhost:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer: accept,
    of: (userId) => received.filter(({ data }) => data.userId === userId),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
