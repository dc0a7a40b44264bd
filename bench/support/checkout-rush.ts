import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Customers } from './customers.ts';
import { type RushedCheckouts, type RushRequest } from './rush-checkouts.ts';

const PROGRAM = fileURLToPath(new URL('./rush-checkouts.ts', import.meta.url));

/** Customers who check out at the same time. In a process of their own, so that they do not delay what is measured beside them. */
export class CheckoutRush {
  readonly #program: ChildProcess = fork(PROGRAM);
  readonly #failure: Promise<never>;
  readonly #request: Omit<RushRequest, 'seconds'>;
  checkedOut = 0;
  refused = 0;

  constructor(url: string, { tokens, planId }: Customers, size: number) {
    this.#request = { url, tokens, planId, size };
    this.#failure = once(this.#program, 'exit').then(() =>
      Promise.reject(new Error('The rush of checkouts has ended')),
    );
    // Only `go` waits for it.
    this.#failure.catch(() => {});
  }

  /** Each checks out again and again until the time is over; at least once. */
  async go(seconds: number): Promise<void> {
    this.#program.send({ ...this.#request, seconds });
    const [counted] = (await Promise.race([once(this.#program, 'message'), this.#failure])) as [RushedCheckouts];
    this.checkedOut += counted.checkedOut;
    this.refused += counted.refused;
  }

  stop(): void {
    this.#program.kill();
  }
}
