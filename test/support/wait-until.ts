import { setTimeout as sleep } from 'node:timers/promises';

const CHECK_EVERY_MS = 20;

/** Throws if the condition does not become true in time. */
export async function waitUntil(condition: () => boolean | Promise<boolean>, withinMs = 45_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`This did not become true within ${withinMs} ms: ${String(condition)}`);
    await sleep(CHECK_EVERY_MS);
  }
}
