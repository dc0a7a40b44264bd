import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Logger } from 'pino';

const CONNECT_TIMEOUT_MS = 5_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 10_000;
// A network that fell silent is noticed by the system's own probes, the first of them after this time.
const PROBE_AFTER_MS = 10_000;

/** Told what came in; null each time that listening begins anew, because what was announced until then was not heard. */
export type Heard = (payload: string | null) => void;

/** Hears what any process announces through the database: one connection for all who listen here, kept alive for ever. */
export class Listener {
  readonly #databaseUrl: string;
  readonly #log: Logger;
  readonly #channels = new Map<string, Set<Heard>>();
  readonly #closing = new AbortController();
  #client: pg.Client | null = null;
  #isListening = false;
  #work: Promise<void> | null = null;

  constructor(databaseUrl: string, log: Logger) {
    this.#databaseUrl = databaseUrl;
    this.#log = log;
  }

  /** Listens to a channel, named by a plain word, until the returned function is called. Connects by itself. */
  listen(channel: string, heard: Heard): () => void {
    let listeners = this.#channels.get(channel);
    if (!listeners) {
      listeners = new Set();
      this.#channels.set(channel, listeners);
      if (this.#isListening) void this.#beginToListen(channel);
    }
    listeners.add(heard);
    this.#work ??= this.#keepListening();
    return () => listeners.delete(heard);
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
    client.on('notification', ({ channel, payload }) => this.#tell(channel, payload ?? ''));
    try {
      // Where `close` ends it meanwhile, pg never settles `connect`.
      await Promise.race([client.connect(), lost]);
      // Whoever joins with another channel meanwhile is still reached by this loop.
      for (const channel of this.#channels.keys()) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      this.#isListening = true;
      connected();
      for (const channel of this.#channels.keys()) this.#tell(channel, null);
      await lost;
    } finally {
      this.#isListening = false;
      await client.end().catch(() => {});
    }
  }

  async #beginToListen(channel: string): Promise<void> {
    const client = this.#client;
    try {
      await client?.query(`listen ${pg.escapeIdentifier(channel)}`);
      this.#tell(channel, null);
    } catch (error) {
      this.#log.warn({ err: error, channel }, 'listener: cannot listen');
      // Begins anew, with this channel among the others.
      await client?.end().catch(() => {});
    }
  }

  #tell(channel: string, payload: string | null): void {
    for (const heard of this.#channels.get(channel) ?? []) heard(payload);
  }
}

function waitAfter(losses: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** losses, LONGEST_WAIT_MS) * (0.75 + Math.random() / 2);
}
