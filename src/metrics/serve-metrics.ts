import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { AggregatorRegistry, Registry } from 'prom-client';
import { type MetricJson } from './durations.ts';

/** Reads the metrics of each process that belongs to this one. */
type Read = () => Promise<MetricJson[][]>;

/** Serves `GET /metrics`, the sum over all processes, on a port of its own. */
export async function serveMetrics({ host, port }: { host: string; port: number }, read: Read): Promise<Server> {
  const server = createServer(async ({ method, url = '' }, response) => {
    if (method !== 'GET' || url.split('?')[0] !== '/metrics') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('See /metrics\n');
      return;
    }
    try {
      const text = await AggregatorRegistry.aggregate(await read()).metrics();
      response
        .writeHead(200, { 'content-type': Registry.PROMETHEUS_CONTENT_TYPE, 'cache-control': 'no-store' })
        .end(text);
    } catch {
      response.writeHead(500, { 'content-type': 'text/plain' }).end('The metrics cannot be read\n');
    }
  });
  server.listen({ host, port });
  await once(server, 'listening');
  return server;
}
