import { setTimeout as sleep } from 'node:timers/promises';
import { type Pool } from 'pg';
import { type Logger } from 'pino';
import { type Listener } from '../database/listener.ts';

export const CUSTOMER_BARRED = 'customer_barred';

export type Bar = 'BLOCKED' | 'ERASED';

// Limits the delay when a dead connection, or a pooler, hides a notification.
const REREAD_EVERY_MS = 60_000;
const RETRY_AFTER_MS = 1_000;

/**
 * The customers who are blocked or erased. Kept in memory, and shared by all processes through the database, so that
 * checking a token needs no query.
 */
export class BarredCustomers {
  readonly #pool: Pool;
  readonly #listener: Listener;
  readonly #log: Logger;
  #bars = new Map<string, Bar>();
  #changes = 0;
  readonly #stop = new AbortController();
  #reading: Promise<void> = Promise.resolve();

  constructor({ pool, listener, log }: { pool: Pool; listener: Listener; log: Logger }) {
    this.#pool = pool;
    this.#listener = listener;
    this.#log = log;
  }

  async start(): Promise<void> {
    const unlisten = this.#listener.listen(CUSTOMER_BARRED, (payload) => this.#hear(payload));
    await this.#read();
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

  find(userId: string): Bar | null {
    return this.#bars.get(userId) ?? null;
  }

  /** The caller saves it, and notifies other processes. */
  set(userId: string, bar: Bar | null): void {
    this.#changes += 1;
    if (bar === null) this.#bars.delete(userId);
    else this.#bars.set(userId, bar);
  }

  #hear(payload: string | null): void {
    const [userId = '', bar] = payload?.split(':') ?? [];
    if (payload === null) this.#reread();
    else this.set(userId, bar === 'BLOCKED' || bar === 'ERASED' ? bar : null);
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
        this.#log.warn({ err: error }, 'sessions: cannot read the blocked customers');
        await sleep(RETRY_AFTER_MS, undefined, { signal, ref: false }).catch(() => {});
      }
    }
  }

  /** Repeated if one has changed during the read: the rows may be older than that change. */
  async #read(): Promise<void> {
    for (;;) {
      const changes = this.#changes;
      const { rows } = await this.#pool.query<{ id: string; bar: Bar }>(
        `select id, case when erased_at is null then 'BLOCKED' else 'ERASED' end as bar from users
         where blocked_at is not null or erased_at is not null`,
      );
      if (changes !== this.#changes) continue;
      this.#bars = new Map(rows.map(({ id, bar }) => [id, bar]));
      return;
    }
  }
}
