import { RateLimited } from '../errors.ts';

// Browsers open six HTTP/1.1 connections to a server; one is left for requests.
const MAX_PER_USER = 5;
// One address with many accounts leaves streams to others.
const MAX_PER_ADDRESS = 100;
const MAX_STREAMS = 1000;
// A socket may be open without a stream.
const MAX_SOCKETS = 2000;
const RETRY_AFTER_SECONDS = 30;
// Limits how long a stream outlives its session.
const MAX_DURATION_MS = 15 * 60 * 1000;

/** Limits the open streams of this process, and ends them when the server stops. */
export class OpenStreams {
  readonly #open = new Set<AbortController>();
  readonly #perUser = new Counter();
  readonly #perAddress = new Counter();
  readonly #sockets = new Counter();
  #socketCount = 0;
  #isClosed = false;

  begin(): AbortController {
    const stream = new AbortController();
    const limit = setTimeout(() => stream.abort(), MAX_DURATION_MS);
    stream.signal.addEventListener('abort', () => {
      clearTimeout(limit);
      this.#open.delete(stream);
    });
    this.#open.add(stream);
    if (this.#isClosed) stream.abort();
    return stream;
  }

  /** Throws `RateLimited` if this user or this address has too many. If there are too many in all, the oldest ends. */
  admit(userId: string, address: string, { signal }: AbortController): void {
    if (this.#perUser.of(userId) >= MAX_PER_USER || this.#perAddress.of(address) >= MAX_PER_ADDRESS) {
      throw new RateLimited(RETRY_AFTER_SECONDS);
    }
    if (signal.aborted) return;
    this.#perUser.add(userId, 1);
    this.#perAddress.add(address, 1);
    signal.addEventListener('abort', () => {
      this.#perUser.add(userId, -1);
      this.#perAddress.add(address, -1);
    });
    const [oldest] = this.#open;
    if (this.#open.size > MAX_STREAMS) oldest?.abort();
  }

  /** Counts a WebSocket until `signal` is aborted. False if this address, or this process, has too many. */
  admitSocket(address: string, signal: AbortSignal): boolean {
    if (this.#socketCount >= MAX_SOCKETS || this.#sockets.of(address) >= MAX_PER_ADDRESS) return false;
    this.#count(address, 1);
    signal.addEventListener('abort', () => this.#count(address, -1));
    return true;
  }

  #count(address: string, amount: number): void {
    this.#socketCount += amount;
    this.#sockets.add(address, amount);
  }

  close(): void {
    this.#isClosed = true;
    for (const stream of this.#open) stream.abort();
  }
}

class Counter {
  readonly #counts = new Map<string, number>();

  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  add(key: string, amount: number): void {
    const count = this.of(key) + amount;
    if (count > 0) this.#counts.set(key, count);
    else this.#counts.delete(key);
  }
}
