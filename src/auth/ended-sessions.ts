import { setTimeout as sleep } from 'node:timers/promises';
import { type Pool } from 'pg';
import { type Logger } from 'pino';
import { type Listener } from '../database/listener.ts';

export const SESSIONS_ENDED = 'sessions_ended';

// Limits the delay when a dead connection, or a pooler, hides a notification.
const REREAD_EVERY_MS = 60_000;
const RETRY_AFTER_MS = 1_000;

interface Options {
  pool: Pool;
  listener: Listener;
  /** The longest life of a session: older entries are not needed. */
  lifetimeMs: number;
  log: Logger;
}

/** Which users' sessions were ended, and until when. Kept in memory, and shared by all processes through the database. */
export class EndedSessions {
  readonly #options: Options;
  readonly #validFrom = new Map<string, number>();
  readonly #stop = new AbortController();
  #reading: Promise<void> = Promise.resolve();

  constructor(options: Options) {
    this.#options = options;
  }

  async start(): Promise<void> {
    await this.#read();
    const unlisten = this.#options.listener.listen(SESSIONS_ENDED, (payload) => {
      if (payload === null) return this.#reread();
      const [userId = '', validFromMs] = payload.split(':');
      this.add(userId, Number(validFromMs));
    });
    const clock = setInterval(() => this.#reread(), REREAD_EVERY_MS).unref();
    this.#stop.signal.addEventListener('abort', () => {
      clearInterval(clock);
      unlisten();
    });
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#reading;
  }

  hasEnded(userId: string, issuedAtMs: number): boolean {
    return issuedAtMs < (this.#validFrom.get(userId) ?? 0);
  }

  add(userId: string, validFromMs: number): void {
    if (validFromMs > (this.#validFrom.get(userId) ?? 0)) this.#validFrom.set(userId, validFromMs);
  }

  /** After the current read, which may have started before the change was written. */
  #reread(): void {
    this.#reading = this.#reading.then(() => this.#readWithRetries());
  }

  async #readWithRetries(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        return await this.#read();
      } catch (error) {
        this.#options.log.warn({ err: error }, 'sessions: cannot read the ended sessions');
        await sleep(RETRY_AFTER_MS, undefined, { signal, ref: false }).catch(() => {});
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
    for (const { id, ms } of rows) this.add(id, ms);
    for (const [id, ms] of this.#validFrom) if (ms < since) this.#validFrom.delete(id);
  }
}
