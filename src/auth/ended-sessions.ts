import { setTimeout as sleep } from 'node:timers/promises';
import { type Pool } from 'pg';
import { type Logger } from 'pino';
import { type Listener } from '../database/listener.ts';

export const SESSIONS_ENDED = 'sessions_ended';
const SESSION_ENDED = 'session_ended';

// Limits the delay when a dead connection, or a pooler, hides a notification.
const REREAD_EVERY_MS = 60_000;
const RETRY_AFTER_MS = 1_000;
// Includes sessions whose end was saved during the last read.
const OVERLAP_MS = 5 * 60_000;
// About 15 MB. An attacker who signs in and out for days can reach it.
const MAX_KEPT = 100_000;

interface Options {
  pool: Pool;
  listener: Listener;
  lifetimeMs: number;
  log: Logger;
}

/**
 * Sessions that ended before their tokens expire: single ones, and all older ones of a user. Kept in memory, and shared by
 * all processes through the database.
 */
export class EndedSessions {
  readonly #options: Options;
  readonly #validFrom = new Map<string, number>();
  readonly #single = new Map<string, number>();
  #isFull = false;
  #lastReadMs: number | null = null;
  readonly #stop = new AbortController();
  #reading: Promise<void> = Promise.resolve();

  constructor(options: Options) {
    this.#options = options;
  }

  async start(): Promise<void> {
    await this.#read();
    const { listener } = this.#options;
    const unlisten = [
      listener.listen(SESSIONS_ENDED, (payload) => this.#hear(payload, (id, ms) => this.addUser(id, ms))),
      listener.listen(SESSION_ENDED, (payload) => this.#hear(payload, (id, ms) => this.#add(id, ms))),
    ];
    const clock = setInterval(() => this.#reread(), REREAD_EVERY_MS).unref();
    this.#stop.signal.addEventListener('abort', () => {
      clearInterval(clock);
      for (const stop of unlisten) stop();
    });
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#reading;
  }

  hasEndedFor(userId: string, issuedAtMs: number): boolean {
    return issuedAtMs < (this.#validFrom.get(userId) ?? 0);
  }

  /** Whether one of these sessions has ended. Queries the database only when memory is full. */
  async hasEnded(ids: readonly string[]): Promise<boolean> {
    return ids.some((id) => this.#single.has(id)) || (this.#isFull && this.#isSaved(ids));
  }

  /** For a user's sessions that were issued before. The caller saves that, and notifies other processes. */
  addUser(userId: string, validFromMs: number): void {
    if (validFromMs > (this.#validFrom.get(userId) ?? 0)) this.#validFrom.set(userId, validFromMs);
  }

  /** Ends one session, in every process. Also deletes expired rows, so that the table stays small. */
  async end(id: string, expiresAtMs: number): Promise<void> {
    await this.#options.pool.query(
      `with expired as (
         delete from ended_sessions where id in (
           select id from ended_sessions where expires_at < now() order by expires_at limit 100 for update skip locked)
       ), ended as (
         insert into ended_sessions (id, expires_at, ended_at) values ($1, $2, now()) on conflict do nothing
       )
       select pg_notify($3, $4)`,
      [id, new Date(expiresAtMs), SESSION_ENDED, `${id}:${expiresAtMs}`],
    );
    this.#add(id, expiresAtMs);
  }

  #hear(payload: string | null, add: (id: string, ms: number) => void): void {
    const [id = '', ms] = payload?.split(':') ?? [];
    if (payload === null) this.#reread();
    else add(id, Number(ms));
  }

  #add(id: string, expiresAtMs: number): void {
    if (this.#single.has(id) || this.#single.size < MAX_KEPT) this.#single.set(id, expiresAtMs);
    else this.#isFull = true;
  }

  async #isSaved(ids: readonly string[]): Promise<boolean> {
    const { rowCount } = await this.#options.pool.query('select 1 from ended_sessions where id = any($1)', [ids]);
    return rowCount !== 0;
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
    const startedAtMs = Date.now();
    await Promise.all([this.#readUsers(), this.#readSingle()]);
    this.#lastReadMs = startedAtMs;
  }

  async #readUsers(): Promise<void> {
    const since = Date.now() - this.#options.lifetimeMs;
    const { rows } = await this.#options.pool.query<{ id: string; ms: number }>(
      `select id, (extract(epoch from sessions_valid_from) * 1000)::float8 as ms from users
       where sessions_valid_from > $1`,
      [new Date(since)],
    );
    for (const { id, ms } of rows) this.addUser(id, ms);
    for (const [id, ms] of this.#validFrom) if (ms < since) this.#validFrom.delete(id);
  }

  /** Reads what was added since the last read; everything if some did not fit into memory. */
  async #readSingle(): Promise<void> {
    const isPartial = this.#lastReadMs !== null && !this.#isFull;
    const sinceMs = isPartial ? Date.now() - Number(this.#lastReadMs) + OVERLAP_MS : null;
    const { rows } = await this.#options.pool.query<{ id: string; ms: number }>(
      `select id, (extract(epoch from expires_at) * 1000)::float8 as ms from ended_sessions
       where expires_at > now() and ($1::float8 is null or ended_at > now() - $1 * interval '1 millisecond')
       limit $2`,
      [sinceMs, MAX_KEPT + 1],
    );
    const now = Date.now();
    for (const [id, ms] of this.#single) if (ms < now) this.#single.delete(id);
    if (!isPartial) this.#isFull = false;
    for (const { id, ms } of rows) this.#add(id, ms);
  }
}
