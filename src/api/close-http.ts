import { type FastifyInstance } from 'fastify';

const REQUESTS_FINISHED_WITHIN_MS = 4_000;
const ABORTED_WITHIN_MS = 1_000;
const SWEEP_EVERY_MS = 50;

export async function closeHttp(http: FastifyInstance, shutdown: AbortController): Promise<void> {
  // Connections that were busy when closing began become idle, and stay open.
  const sweep = setInterval(() => http.server.closeIdleConnections(), SWEEP_EVERY_MS);
  const abort = setTimeout(() => shutdown.abort(), REQUESTS_FINISHED_WITHIN_MS);
  const cutOff = setTimeout(() => http.server.closeAllConnections(), REQUESTS_FINISHED_WITHIN_MS + ABORTED_WITHIN_MS);
  await http.close();
  clearInterval(sweep);
  clearTimeout(abort);
  clearTimeout(cutOff);
}
