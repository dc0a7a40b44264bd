import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger } from 'pino';
import { reasonUnavailable } from './is-unavailable.ts';

const CHECK_EVERY_MS = 1_000;
// Errors that come one after the other belong to the same outage.
const QUIET_FOR_MS = 5_000;
// A few requests that want the same row, or a slow statement, are not worth a mail.
const CONFLICTS = new Set(['55P03', '40001', '40P01', '57014']);
const MAX_CONFLICTS = 10;

export interface Outage {
  errorId: string;
  reason: string;
  since: Date;
}

/** Tells operators. Fails as long as the database takes no writes. */
type Tell = (outage: Outage) => Promise<unknown>;

/** Logs an outage of the database as two lines, its beginning and its end, however many requests fail in between. */
export class Outages {
  readonly #log: Logger;
  readonly #tell: Tell;
  readonly #closing = new AbortController();
  #isOn = false;
  #isMinor = true;
  #failures = 0;
  #lastFailureMs = 0;

  constructor(log: Logger, tell: Tell) {
    this.#log = log;
    this.#tell = tell;
  }

  note(error: unknown): void {
    this.#failures += 1;
    this.#lastFailureMs = Date.now();
    this.#isMinor &&= this.#failures <= MAX_CONFLICTS && CONFLICTS.has(String(reasonUnavailable(error)));
    if (!this.#isOn && !this.#closing.signal.aborted) void this.#watch(error);
  }

  close(): void {
    this.#closing.abort();
  }

  async #watch(cause: unknown): Promise<void> {
    const { signal } = this.#closing;
    const outage = { errorId: randomUUID(), reason: String(reasonUnavailable(cause)), since: new Date() };
    const { errorId, reason } = outage;
    this.#isOn = true;
    const level = this.#isMinor ? 'warn' : 'error';
    this.#log[level]({ errorId, reason, err: cause }, 'database: not available, requests are refused');
    let isTold = false;
    while (!signal.aborted && !((isTold || this.#isMinor) && this.#isQuiet())) {
      isTold ||= !this.#isMinor && (await this.#tryToTell(outage));
      await sleep(CHECK_EVERY_MS, undefined, { signal, ref: false }).catch(() => {});
    }
    if (!signal.aborted) {
      const facts = { errorId, reason, failures: this.#failures, lastFailure: new Date(this.#lastFailureMs) };
      this.#log.info(facts, 'database: available again');
    }
    this.#failures = 0;
    this.#isMinor = true;
    this.#isOn = false;
  }

  #isQuiet(): boolean {
    return Date.now() - this.#lastFailureMs > QUIET_FOR_MS;
  }

  async #tryToTell(outage: Outage): Promise<boolean> {
    try {
      await this.#tell(outage);
      return true;
    } catch {
      return false;
    }
  }
}
