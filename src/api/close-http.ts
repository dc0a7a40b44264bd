import { type FastifyInstance } from 'fastify';

const ANSWERS_FINISHED_WITHIN_MS = 4_000;
const GIVEN_UP_WITHIN_MS = 1_000;
const SWEEP_EVERY_MS = 50;

/** Lets the answers under way finish, but not for ever: then calls are given up, and at last cut off. */
export async function closeHttp(http: FastifyInstance, impatience: AbortController): Promise<void> {
  // A connection that was busy when the closing began stays open after its answer, for the next call.
  const sweep = setInterval(() => http.server.closeIdleConnections(), SWEEP_EVERY_MS);
  const giveUp = setTimeout(() => impatience.abort(), ANSWERS_FINISHED_WITHIN_MS);
  const cutOff = setTimeout(() => http.server.closeAllConnections(), ANSWERS_FINISHED_WITHIN_MS + GIVEN_UP_WITHIN_MS);
  await http.close();
  clearInterval(sweep);
  clearTimeout(giveUp);
  clearTimeout(cutOff);
}
