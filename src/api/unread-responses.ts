import { type ServerResponse } from 'node:http';

const MAX_BYTES = 32 * 1024 * 1024;
const READ_WITHIN_MS = 30_000;

/** Limits the memory for responses that clients have not read: disconnects clients that are slow, the oldest first. */
export class UnreadResponses {
  readonly #unread = new Map<ServerResponse, number>();
  #bytes = 0;

  add(response: ServerResponse, bytes: number): void {
    this.#unread.set(response, bytes);
    this.#bytes += bytes;
    const timer = setTimeout(() => response.destroy(), READ_WITHIN_MS).unref();
    response.once('close', () => {
      clearTimeout(timer);
      this.#unread.delete(response);
      this.#bytes -= bytes;
    });
    let excess = this.#bytes - MAX_BYTES;
    for (const [oldest, size] of this.#unread) {
      if (excess <= 0) break;
      oldest.destroy();
      excess -= size;
    }
  }
}
