import cluster, { type Worker } from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger } from 'pino';
import { closeLostConnection } from './close-lost-connection.ts';
import { type CompleteConfig } from './services.ts';

/** The argument by which a process knows that it was forked. */
export const FORKED = 'forked';
/** What a forked process says once it listens. */
export const SERVING = 'serving';

// A little more than it takes one to give up its last call and to close what it has open.
const STOPPED_WITHIN_MS = 8_000;
const SIGNAL_ARRIVES_WITHIN_MS = 500;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;

interface Forked {
  worker: Worker;
  /** Resolved once it listens; never, where it ends before. */
  serving: Promise<true>;
  /** How it ended, in words. */
  ended: Promise<string>;
}

/**
 * Processes that answer calls on one port, for as many cores. This one accepts the connections and hands them out in turn;
 * where it is gone, Node ends the others at once.
 */
export class ForkedServers {
  readonly #count: number;
  readonly #environment: Record<string, string>;
  readonly #log: Logger;
  readonly #closing = new AbortController();
  readonly #stopping: AbortSignal;
  readonly #running = new Set<Forked>();

  /** `stop` tells that an end was asked for: Ctrl-C in a terminal reaches the forked ones too, and none is missed then. */
  constructor(config: CompleteConfig, log: Logger, stop: AbortSignal) {
    this.#count = config.webConcurrency;
    this.#environment = environmentOf(config);
    this.#log = log;
    this.#stopping = AbortSignal.any([stop, this.#closing.signal]);
    cluster.setupPrimary({ args: [FORKED] });
  }

  /** Until all of them listen. Throws where one ends before, having said itself why. */
  async start(): Promise<void> {
    const first = Array.from({ length: this.#count }, () => this.#fork());
    try {
      await Promise.all(first.map(untilServing));
    } catch (error) {
      // The signal that ended them may be on its way here too.
      await sleep(SIGNAL_ARRIVES_WITHIN_MS, undefined, { signal: this.#stopping }).catch(() => {});
      if (this.#stopping.aborted) return;
      throw error;
    }
    for (const forked of first) void this.#keepReplacing(forked);
  }

  /** Lets them finish their calls, but not for ever. */
  async stop(): Promise<void> {
    this.#closing.abort();
    const running = [...this.#running];
    for (const { worker } of running) worker.process.kill('SIGTERM');
    const allEnded = Promise.all(running.map(({ ended }) => ended));
    await Promise.race([allEnded, sleep(STOPPED_WITHIN_MS, undefined, { ref: false })]);
    for (const { worker } of running) worker.process.kill('SIGKILL');
    await allEnded;
  }

  #fork(): Forked {
    const worker = cluster.fork(this.#environment);
    closeLostConnection(worker);
    const ended = new Promise<string>((resolve) => {
      worker.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
      // One that could not be forked has no exit. Were nobody to listen, an error would end this process.
      worker.on('error', (error) => worker.process.pid === undefined && resolve(error.message));
    });
    const serving = new Promise<true>((resolve) => {
      worker.on('message', (message) => message === SERVING && resolve(true));
    });
    const forked = { worker, serving, ended };
    this.#running.add(forked);
    void ended.then(() => this.#running.delete(forked));
    return forked;
  }

  /** At once, but for one that ends before it listens, time and again. */
  async #keepReplacing(first: Forked): Promise<void> {
    let forked = first;
    for (let failures = 0; ; ) {
      let hasServed = false;
      void forked.serving.then(() => (hasServed = true));
      const how = await forked.ended;
      if (this.#stopping.aborted) return;
      this.#log.error(
        { pid: forked.worker.process.pid, how },
        'a process that answers calls has ended, and is replaced',
      );
      failures = hasServed ? 0 : failures + 1;
      if (failures > 0) await sleep(waitAfter(failures), undefined, { signal: this.#stopping }).catch(() => {});
      if (this.#stopping.aborted) return;
      forked = this.#fork();
    }
  }
}

/** Completes what the configuration leaves open, so that a forked process starts and makes nothing of its own. */
function environmentOf(config: CompleteConfig): Record<string, string> {
  return {
    DATABASE_URL: config.databaseUrl,
    KHALTI_BASE_URL: config.khalti.baseUrl,
    KHALTI_SECRET_KEY: config.khalti.secretKey,
    AUTH_SECRET: config.authSecret,
    // Each counts for itself, and connections are handed out in turn.
    REQUESTS_PER_MINUTE: String(Math.ceil(config.requestsPerMinute / config.webConcurrency)),
  };
}

async function untilServing({ serving, ended }: Forked): Promise<void> {
  const failed = ended.then((how) => {
    throw new Error(`A process that was to answer calls ended before it listened (${how})`);
  });
  await Promise.race([serving, failed]);
}

function waitAfter(failures: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS);
}
