import type { Answer } from './answer.ts';
import { throttledFor } from './khalti-messages.ts';
import { MINUTE_MS, SECOND_MS } from './time.ts';

/** Counts the requests of each merchant in minutes that begin with its first request. */
export class Throttle {
  readonly #windows = new Map<string, { endsAt: number; count: number }>();

  /** The seconds to wait, or undefined if the request is within the limit. */
  count(merchant: string, limit: number, now: number): number | undefined {
    const open = this.#windows.get(merchant);
    const isOpen = open !== undefined && now < open.endsAt && now >= open.endsAt - MINUTE_MS;
    const window = isOpen ? open : { endsAt: now + MINUTE_MS, count: 0 };
    this.#windows.set(merchant, window);
    window.count += 1;
    return window.count > limit ? Math.ceil((window.endsAt - now) / SECOND_MS) : undefined;
  }
}

/** Assumption: Khalti publishes no limits. */
export function throttled(seconds: number): Answer {
  return {
    code: 429,
    body: { detail: throttledFor(seconds), status_code: 429 },
    headers: { 'retry-after': String(seconds) },
  };
}
