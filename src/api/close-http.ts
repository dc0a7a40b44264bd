import { setTimeout as sleep } from 'node:timers/promises';
import { type FastifyInstance } from 'fastify';
import { type Shutdown } from './shutdown.ts';

const REQUESTS_FINISHED_WITHIN_MS = 4_000;
const ABORTED_WITHIN_MS = 1_000;
const SWEEP_EVERY_MS = 50;

/** Answers requests for `delayMs` more, until load balancers have noticed; then finishes those that are under way. */
export async function closeHttp(http: FastifyInstance, shutdown: Shutdown, delayMs: number): Promise<void> {
  shutdown.isAnnounced = true;
  await sleep(delayMs);
  shutdown.isRefusing = true;
  // Connections that were busy when closing began become idle, and stay open.
  const sweep = setInterval(() => http.server.closeIdleConnections(), SWEEP_EVERY_MS);
  const abort = setTimeout(() => shutdown.abortRequests(), REQUESTS_FINISHED_WITHIN_MS);
  const cutOff = setTimeout(() => http.server.closeAllConnections(), REQUESTS_FINISHED_WITHIN_MS + ABORTED_WITHIN_MS);
  await http.close();
  clearInterval(sweep);
  clearTimeout(abort);
  clearTimeout(cutOff);
}
