import { setTimeout as sleep } from 'node:timers/promises';

/** Never resolves: the request stays open until the client leaves or the simulator closes the connection. */
export function hang(): Promise<never> {
  return new Promise(() => {});
}

/** Hangs after a shutdown, so that a request that was cut short gets no answer. */
export function delay(ms: number | undefined, shutdownSignal: AbortSignal): Promise<void> {
  return sleep(ms, undefined, { signal: shutdownSignal }).catch(hang);
}
