import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';

/** Never resolves: the request stays open until the client leaves or the simulator closes the connection. */
export function hang(): Promise<never> {
  return new Promise(() => {});
}

/** Hangs after a shutdown, so that a request that was cut short gets no answer. */
export function delay(ms: number | undefined, shutdownSignal: AbortSignal): Promise<void> {
  return sleep(ms, undefined, { signal: shutdownSignal }).catch(hang);
}

/** Without an answer. A reset reaches the client as ECONNRESET, a close as the end of the stream. */
export function closeConnection({ raw }: FastifyRequest, isReset = false): void {
  if (isReset) raw.socket.resetAndDestroy();
  else raw.socket.destroy();
}
