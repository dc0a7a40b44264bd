import { setTimeout as sleep } from 'node:timers/promises';
import { isUnavailable } from '../../database/is-unavailable.ts';
import { WakeUp } from '../../database/wake-up.ts';
import { type Services } from '../../services.ts';

const AT_MOST_EVERY_MS = 1_000;
/** Finds changes that have no notification, and those whose notification was lost. */
export const REREAD_EVERY_MS = 10_000;

interface Watched<Value> {
  /** For each channel, whether a notification may be about this. */
  channels: Record<string, (payload: string) => boolean>;
  /** Differs if there is something to send. Null ends the stream. */
  readVersion: () => Promise<string | null>;
  load: () => Promise<Value | null>;
}

/**
 * Yields a value now, and again after each change, at most once a second, until `signal` is aborted. Ends if the database
 * does not answer: the client subscribes again.
 */
export async function* watchChanges<Value>(
  services: Services,
  signal: AbortSignal,
  { channels, readVersion, load }: Watched<Value>,
): AsyncGenerator<Value> {
  const wake = new WakeUp();
  const send = () => wake.send();
  const stops = Object.entries(channels).map(([channel, isOurs]) =>
    services.listener.listen(channel, (payload) => {
      if (payload === null || isOurs(payload)) send();
    }),
  );
  signal.addEventListener('abort', send);
  let last: string | null = null;
  try {
    while (!signal.aborted) {
      wake.reset();
      const version = await tryTo(services, readVersion);
      if (version === null) return;
      if (version !== last) {
        last = version;
        const value = await tryTo(services, load);
        if (value === null) return;
        yield value;
      }
      await sleep(AT_MOST_EVERY_MS, undefined, { signal, ref: false }).catch(() => {});
      await receivedWithin(wake, REREAD_EVERY_MS);
    }
  } finally {
    for (const stop of stops) stop();
    signal.removeEventListener('abort', send);
  }
}

async function tryTo<Value>({ outages, log }: Services, read: () => Promise<Value | null>): Promise<Value | null> {
  try {
    return await read();
  } catch (error) {
    if (isUnavailable(error)) outages.note(error);
    else log.warn({ err: error }, 'a live update of the operators could not be read');
    return null;
  }
}

async function receivedWithin(wake: WakeUp, ms: number): Promise<void> {
  const timer = setTimeout(() => wake.send(), ms).unref();
  await wake.received;
  clearTimeout(timer);
}
