import { RateLimited } from '../errors.ts';

// One fewer than the connections that a browser opens to a server without HTTP/2.
const MOST_PER_USER = 5;
const MOST = 1000;
const TRY_AGAIN_AFTER_SECONDS = 30;
// A stream shows for so long at most what a session that has ended meanwhile no longer may see.
const LONGEST_MS = 15 * 60 * 1000;

/** The streams that are open in this process, so that they are not too many and none outlives the server. */
export class OpenStreams {
  readonly #open = new Set<AbortController>();
  readonly #perUser = new Map<string, number>();
  #isClosed = false;

  /** A stream's life: aborted at its end at the latest. */
  begin(): AbortController {
    const stream = new AbortController();
    const limit = setTimeout(() => stream.abort(), LONGEST_MS);
    stream.signal.addEventListener('abort', () => {
      clearTimeout(limit);
      this.#open.delete(stream);
    });
    this.#open.add(stream);
    if (this.#isClosed) stream.abort();
    return stream;
  }

  /** Throws `RateLimited` where there are too many, of this user's or at all. */
  admit(userId: string, { signal }: AbortController): void {
    const count = this.#perUser.get(userId) ?? 0;
    if (count >= MOST_PER_USER || this.#open.size > MOST) throw new RateLimited(TRY_AGAIN_AFTER_SECONDS);
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
