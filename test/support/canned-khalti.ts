import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo } from 'node:net';

export interface Canned {
  status?: number;
  /** A text is sent unchanged, everything else as JSON. */
  body: unknown;
}

export interface CannedKhalti {
  baseUrl: string;
  requests: { path: string; headers: IncomingHttpHeaders; body: unknown }[];
  /** Sets the next answers. The last one is repeated. */
  answer(...answers: Canned[]): void;
  close(): Promise<void>;
}

/** A server with fixed answers, for bodies that the simulator never gives. */
export async function startCannedKhalti(): Promise<CannedKhalti> {
  let answers: Canned[] = [{ body: {} }];
  const requests: CannedKhalti['requests'] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    requests.push({ path: request.url ?? '', headers: request.headers, body: text === '' ? null : JSON.parse(text) });
    const { status = 200, body } = (answers.length > 1 ? answers.shift() : answers[0]) ?? { body: {} };
    response.writeHead(status, { 'content-type': typeof body === 'string' ? 'text/html' : 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2/`,
    requests,
    answer(...given) {
      answers = given;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
