import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Logger } from 'pino';
import { CONNECT_TIMEOUT_MS } from './connect-database.ts';

const FIRST_WAIT_MS = 100;
const MAX_WAIT_MS = 10_000;
// The first TCP keep-alive probe on a silent connection.
const PROBE_AFTER_MS = 10_000;

/** Receives a payload; null each time the listener reconnects, because notifications may have been missed. */
export type OnNotification = (payload: string | null) => void;

/** Receives notifications from every process over one database connection, and reconnects when that is lost. */
export class Listener {
  readonly #databaseUrl: string;
  readonly #log: Logger;
  readonly #channels = new Map<string, Set<OnNotification>>();
  readonly #closing = new AbortController();
  #client: pg.Client | null = null;
  #isListening = false;
  #work: Promise<void> | null = null;

  constructor(databaseUrl: string, log: Logger) {
    this.#databaseUrl = databaseUrl;
    this.#log = log;
  }

  /** Listens to a channel until the returned function is called. Connects on the first use. */
  listen(channel: string, onNotification: OnNotification): () => void {
    let listeners = this.#channels.get(channel);
    if (!listeners) {
      listeners = new Set();
      this.#channels.set(channel, listeners);
      if (this.#isListening) void this.#addChannel(channel);
    }
    listeners.add(onNotification);
    this.#work ??= this.#keepListening();
    return () => listeners.delete(onNotification);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#client?.end().catch(() => {});
    await this.#work;
  }

  async #keepListening(): Promise<void> {
    const { signal } = this.#closing;
    for (let losses = 0; !signal.aborted; losses += 1) {
      try {
        await this.#listenUntilLost(() => (losses = 0));
        if (!signal.aborted) this.#log.warn('listener: the connection was lost');
      } catch (error) {
        if (!signal.aborted) this.#log.warn({ err: error }, 'listener: the database does not answer');
      }
      await sleep(waitAfter(losses), undefined, { signal, ref: false }).catch(() => {});
    }
  }

  async #listenUntilLost(connected: () => void): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#databaseUrl,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: PROBE_AFTER_MS,
    });
    this.#client = client;
    const lost = new Promise<void>((resolve) => client.once('end', resolve));
    client.on('error', () => {});
    client.on('notification', ({ channel, payload }) => this.#notify(channel, payload ?? ''));
    try {
      // pg never settles `connect` when the client is ended during it.
      await Promise.race([client.connect(), lost]);
      // Channels added during this loop are visited too.
      for (const channel of this.#channels.keys()) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      this.#isListening = true;
      connected();
      for (const channel of this.#channels.keys()) this.#notify(channel, null);
      await lost;
    } finally {
      this.#isListening = false;
      await client.end().catch(() => {});
    }
  }

  async #addChannel(channel: string): Promise<void> {
    const client = this.#client;
    try {
      await client?.query(`listen ${pg.escapeIdentifier(channel)}`);
      this.#notify(channel, null);
    } catch (error) {
      this.#log.warn({ err: error, channel }, 'listener: cannot listen');
      // Reconnecting listens to every channel again.
      await client?.end().catch(() => {});
    }
  }

  #notify(channel: string, payload: string | null): void {
    for (const onNotification of this.#channels.get(channel) ?? []) onNotification(payload);
  }
}

function waitAfter(losses: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** losses, MAX_WAIT_MS) * (0.75 + Math.random() / 2);
}
