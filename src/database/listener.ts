import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Logger } from 'pino';
import { createClient, LISTENER_LIMITS } from './connection-settings.ts';

const FIRST_WAIT_MS = 100;
const MAX_WAIT_MS = 2_000;
// A silent network is otherwise noticed only after the system's keep-alive probes.
const PING_EVERY_MS = 2_000;

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
  #sent: Promise<unknown> = Promise.resolve();

  constructor(databaseUrl: string, log: Logger) {
    this.#databaseUrl = databaseUrl;
    this.#log = log;
  }

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
        await this.#listenUntilLost(() => {
          if (losses > 0) this.#log.info({ attempts: losses }, 'listener: connected again');
          losses = 0;
        });
        if (!signal.aborted) this.#log.warn('listener: the connection was lost');
      } catch (error) {
        // Once, however long the database is away.
        if (losses === 0 && !signal.aborted) this.#log.warn({ err: error }, 'listener: the database does not answer');
      }
      await sleep(waitAfter(losses), undefined, { signal, ref: false }).catch(() => {});
    }
  }

  async #listenUntilLost(connected: () => void): Promise<void> {
    const client = createClient(this.#databaseUrl, LISTENER_LIMITS);
    this.#client = client;
    // A statement on a lost connection may never end.
    this.#sent = Promise.resolve();
    const lost = new Promise<void>((resolve) => client.once('end', resolve));
    client.on('notification', ({ channel, payload }) => this.#notify(channel, payload ?? ''));
    let ping: NodeJS.Timeout | undefined;
    try {
      // When the connection is lost during it, pg may neither settle `connect` nor refuse the next query.
      await Promise.race([client.connect(), lost.then(() => Promise.reject(new Error('Connection terminated')))]);
      // Channels added during this loop are visited too.
      for (const channel of this.#channels.keys()) await this.#send(client, `listen ${pg.escapeIdentifier(channel)}`);
      this.#isListening = true;
      connected();
      // The client breaks off if it gets no answer.
      ping = setInterval(
        () => this.#send(client, 'select 1 -- listening').catch(() => client.end()),
        PING_EVERY_MS,
      ).unref();
      for (const channel of this.#channels.keys()) this.#notify(channel, null);
      await lost;
    } finally {
      clearInterval(ping);
      this.#isListening = false;
      await client.end().catch(() => {});
    }
  }

  async #addChannel(channel: string): Promise<void> {
    const client = this.#client;
    try {
      if (client) await this.#send(client, `listen ${pg.escapeIdentifier(channel)}`);
      this.#notify(channel, null);
    } catch (error) {
      this.#log.warn({ err: error, channel }, 'listener: cannot listen');
      // Reconnecting listens to every channel again.
      await client?.end().catch(() => {});
    }
  }

  /** One statement at a time: pg will refuse to queue them. */
  #send(client: pg.Client, text: string): Promise<unknown> {
    const sent = this.#sent.catch(() => {}).then(() => client.query(text));
    this.#sent = sent;
    return sent;
  }

  #notify(channel: string, payload: string | null): void {
    for (const onNotification of this.#channels.get(channel) ?? []) onNotification(payload);
  }
}

function waitAfter(losses: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** losses, MAX_WAIT_MS) * (0.75 + Math.random() / 2);
}
