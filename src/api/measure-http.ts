import { type FastifyInstance } from 'fastify';
import type { Metrics } from '../metrics/metrics.ts';

const DURATION = {
  name: 'http_server_request_duration_seconds',
  help: 'Requests, until the response was sent.',
  labels: ['method', 'route', 'status'],
} as const;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);

/** By route, not by path: anybody can ask for any path. */
export function measureHttp(http: FastifyInstance, metrics: Metrics): void {
  http.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    const values = {
      method: METHODS.has(method) ? method : 'other',
      route: routeOptions.url ?? 'other',
      status: String(reply.statusCode),
    };
    metrics.observe(DURATION, values, reply.elapsedTime / 1000);
  });
}
