// Each takes about a third of a millisecond: less than the reads of such a turn.
const PER_TURN = 4;

/**
 * Lets few checkouts go on in each turn of the event loop. So a rush of them, or answers of Khalti that come together, never
 * keep a read waiting for longer than those few take.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #left = PER_TURN;
  #isRenewing = false;

  /** Nothing to wait for, unless as many have gone on in this turn already. */
  next(): Promise<void> | undefined {
    this.#renewLater();
    if (this.#left > 0) {
      this.#left -= 1;
      return undefined;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #renewLater(): void {
    if (this.#isRenewing) return;
    this.#isRenewing = true;
    setImmediate(() => this.#renew());
  }

  #renew(): void {
    this.#isRenewing = false;
    const next = this.#waiting.splice(0, PER_TURN);
    this.#left = PER_TURN - next.length;
    if (next.length > 0) this.#renewLater();
    for (const resolve of next) resolve();
  }
}

/** A process has one event loop. */
export const turns = new Turns();
