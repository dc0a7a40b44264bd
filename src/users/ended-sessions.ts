import { setTimeout as sleep } from 'node:timers/promises';
import { type Pool } from 'pg';
import { type Logger } from 'pino';
import { type Listener } from '../listener.ts';

export const SESSIONS_ENDED = 'sessions_ended';

// A line that died in silence, or a pooler that swallows what is announced, hides an end for no longer than this.
const READ_AGAIN_EVERY_MS = 60_000;
const TRY_AGAIN_AFTER_MS = 1_000;

interface Options {
  pool: Pool;
  listener: Listener;
  /** How long a session lives at the most: what was ended before that needs no entry. */
  lifetimeMs: number;
  log: Logger;
}

/**
 * Whose sessions were ended, and up to when, as every process tells every other through the database. Kept in memory, so
 * that no request asks for it.
 */
export class EndedSessions {
  readonly #options: Options;
  readonly #validFrom = new Map<string, number>();
  readonly #stop = new AbortController();
  #reading: Promise<void> = Promise.resolve();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Reads what was ended so far, and from now on listens. */
  async start(): Promise<void> {
    await this.#read();
    const unlisten = this.#options.listener.listen(SESSIONS_ENDED, (payload) => {
      if (payload === null) return this.#readAgain();
      const [userId = '', validFromMs] = payload.split(':');
      this.note(userId, Number(validFromMs));
    });
    const clock = setInterval(() => this.#readAgain(), READ_AGAIN_EVERY_MS).unref();
    this.#stop.signal.addEventListener('abort', () => {
      clearInterval(clock);
      unlisten();
    });
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#reading;
  }

  /** Whether a session of this user, issued at this instant, was ended. */
  hasEnded(userId: string, issuedAtMs: number): boolean {
    return issuedAtMs < (this.#validFrom.get(userId) ?? 0);
  }

  note(userId: string, validFromMs: number): void {
    if (validFromMs > (this.#validFrom.get(userId) ?? 0)) this.#validFrom.set(userId, validFromMs);
  }

  /** After any reading under way, which may have begun before what is to be read was written. */
  #readAgain(): void {
    this.#reading = this.#reading.then(() => this.#readUntilRead());
  }

  async #readUntilRead(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        return await this.#read();
      } catch (error) {
        this.#options.log.warn({ err: error }, 'sessions: cannot read which were ended');
        await sleep(TRY_AGAIN_AFTER_MS, undefined, { signal, ref: false }).catch(() => {});
      }
    }
  }

  async #read(): Promise<void> {
    const since = Date.now() - this.#options.lifetimeMs;
    const { rows } = await this.#options.pool.query<{ id: string; ms: number }>(
      `select id, (extract(epoch from sessions_valid_from) * 1000)::float8 as ms from users
       where sessions_valid_from > $1`,
      [new Date(since)],
    );
    for (const { id, ms } of rows) this.note(id, ms);
    for (const [id, ms] of this.#validFrom) if (ms < since) this.#validFrom.delete(id);
  }
}
