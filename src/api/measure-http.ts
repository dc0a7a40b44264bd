import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type FastifyInstance } from 'fastify';
import type { Metrics } from '../metrics/metrics.ts';

const DURATION = {
  name: 'http_server_request_duration_seconds',
  help: 'Requests, until the response was sent.',
  labels: ['method', 'route', 'status'],
} as const;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);
const BEGUN = Symbol('the route of a request, and when it began');
// Node announces each response here. A hook of Fastify for it costs two listeners and a promise for each request.
const RESPONSES = 'http.server.response.finish';

interface Begun {
  route: string;
  at: number;
}

/** By route, not by path: anybody can ask for any path. */
export function measureHttp(http: FastifyInstance, metrics: Metrics): void {
  const measure = (message: unknown) => {
    const { request, response } = message as {
      request: IncomingMessage & { [BEGUN]?: Begun };
      response: ServerResponse;
    };
    const begun = request[BEGUN];
    if (!begun) return;
    const method = request.method ?? '';
    const values = {
      method: METHODS.has(method) ? method : 'other',
      route: begun.route,
      status: String(response.statusCode),
    };
    metrics.observe(DURATION, values, (performance.now() - begun.at) / 1000);
  };
  http.addHook('onRequest', ({ raw, routeOptions }, _reply, done) => {
    const begun: Begun = { route: routeOptions.url ?? 'other', at: performance.now() };
    (raw as typeof raw & { [BEGUN]?: Begun })[BEGUN] = begun;
    done();
  });
  subscribe(RESPONSES, measure);
  http.addHook('onClose', async () => void unsubscribe(RESPONSES, measure));
}
