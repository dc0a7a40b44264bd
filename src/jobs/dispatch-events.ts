import { WakeUp } from '../database/wake-up.ts';
import { type Services } from '../services.ts';
import { dispatchEvents } from '../webhooks/dispatch-events.ts';
import { EVENT_ADDED } from '../webhooks/event-types.ts';

// Ends of access announce themselves to nobody.
const EVERY_MS = 5_000;

/** Until the queue stops: dispatches events when one is added, and regularly. */
export function keepDispatchingEvents(services: Services): void {
  const { listener, jobs } = services;
  const wake = new WakeUp();
  const stopListening = listener.listen(EVENT_ADDED, () => wake.send());
  const clock = setInterval(() => wake.send(), EVERY_MS).unref();
  jobs.stopping.addEventListener('abort', () => {
    stopListening();
    clearInterval(clock);
    wake.send();
  });
  void run(services, wake);
}

async function run(services: Services, wake: WakeUp): Promise<void> {
  while (!services.jobs.stopping.aborted) {
    wake.reset();
    try {
      if (await dispatchEvents(services)) wake.send();
    } catch (err) {
      if (!services.jobs.stopping.aborted) services.log.warn({ err }, 'events were not dispatched, and will be');
    }
    await wake.received;
  }
}
