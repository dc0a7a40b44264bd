import { RateLimited } from '../errors.ts';

// Browsers open six HTTP/1.1 connections to a server; one is left for requests.
const MAX_PER_USER = 5;
const MAX_STREAMS = 1000;
const RETRY_AFTER_SECONDS = 30;
// Limits how long a stream outlives its session.
const MAX_DURATION_MS = 15 * 60 * 1000;

/** Limits the open streams of this process, and ends them when the server stops. */
export class OpenStreams {
  readonly #open = new Set<AbortController>();
  readonly #perUser = new Map<string, number>();
  #isClosed = false;

  /** The controller of a new stream. It is aborted at the latest when the stream ends. */
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

  /** Throws `RateLimited` if this user, or this process, has too many streams. */
  admit(userId: string, { signal }: AbortController): void {
    const count = this.#perUser.get(userId) ?? 0;
    if (count >= MAX_PER_USER || this.#open.size > MAX_STREAMS) throw new RateLimited(RETRY_AFTER_SECONDS);
    if (signal.aborted) return;
    this.#perUser.set(userId, count + 1);
    signal.addEventListener('abort', () => this.#leave(userId));
  }

  close(): void {
    this.#isClosed = true;
    for (const stream of this.#open) stream.abort();
  }

  #leave(userId: string): void {
    const count = (this.#perUser.get(userId) ?? 0) - 1;
    if (count > 0) this.#perUser.set(userId, count);
    else this.#perUser.delete(userId);
  }
}
