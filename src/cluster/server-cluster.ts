import cluster, { type Worker } from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger } from 'pino';
import { type CompleteConfig } from '../config.ts';
import { closeLostConnection } from './close-lost-connection.ts';

export const FORKED = 'forked';
export const SERVING = 'serving';

// After SHUTDOWN_DELAY_MS.
const STOPPED_WITHIN_MS = 8_000;
const SIGNAL_ARRIVES_WITHIN_MS = 500;
const FIRST_WAIT_MS = 200;
const MAX_WAIT_MS = 10_000;

interface Forked {
  worker: Worker;
  serving: Promise<true>;
  ended: Promise<string>;
}

/** Several processes that answer requests on one port. This process accepts the connections and distributes them. */
export class ServerCluster {
  readonly #count: number;
  readonly #stoppedWithinMs: number;
  readonly #environment: Record<string, string>;
  readonly #log: Logger;
  readonly #closing = new AbortController();
  readonly #stopping: AbortSignal;
  readonly #running = new Set<Forked>();

  /** `stop`: Ctrl-C in a terminal ends the forked processes too, and they must not be replaced then. */
  constructor(config: CompleteConfig, log: Logger, stop: AbortSignal) {
    this.#count = config.webConcurrency;
    this.#stoppedWithinMs = config.shutdownDelayMs + STOPPED_WITHIN_MS;
    this.#environment = environmentOf(config);
    this.#log = log;
    this.#stopping = AbortSignal.any([stop, this.#closing.signal]);
    cluster.setupPrimary({ args: [FORKED] });
  }

  /** Waits until all of them listen. Throws if one ends before that; it has logged the reason. */
  async start(): Promise<void> {
    const first = Array.from({ length: this.#count }, () => this.#fork());
    try {
      await Promise.all(first.map(untilServing));
    } catch (error) {
      // The signal that ended them may arrive here a moment later.
      await sleep(SIGNAL_ARRIVES_WITHIN_MS, undefined, { signal: this.#stopping }).catch(() => {});
      if (this.#stopping.aborted) return;
      throw error;
    }
    for (const forked of first) void this.#keepReplacing(forked);
  }

  async stop(): Promise<void> {
    this.#closing.abort();
    const running = [...this.#running];
    for (const { worker } of running) worker.process.kill('SIGTERM');
    const allEnded = Promise.all(running.map(({ ended }) => ended));
    await Promise.race([allEnded, sleep(this.#stoppedWithinMs, undefined, { ref: false })]);
    for (const { worker } of running) worker.process.kill('SIGKILL');
    await allEnded;
  }

  #fork(): Forked {
    const worker = cluster.fork(this.#environment);
    closeLostConnection(worker);
    const ended = new Promise<string>((resolve) => {
      worker.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
      // A failed fork emits no exit. An error without a listener would end this process.
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

  /** Replaces it at once; with growing delays if it repeatedly ends before it listens. */
  async #keepReplacing(first: Forked): Promise<void> {
    let forked = first;
    for (let failures = 0; ; ) {
      let hasServed = false;
      void forked.serving.then(() => (hasServed = true));
      const how = await forked.ended;
      if (this.#stopping.aborted) return;
      this.#log.error({ endedPid: forked.worker.process.pid, how }, 'a server process has ended and is replaced');
      failures = hasServed ? 0 : failures + 1;
      if (failures > 0) await sleep(waitAfter(failures), undefined, { signal: this.#stopping }).catch(() => {});
      if (this.#stopping.aborted) return;
      forked = this.#fork();
    }
  }
}

/** The complete configuration, so that a forked process starts nothing of its own. */
function environmentOf(config: CompleteConfig): Record<string, string> {
  const share = (limit: number) => String(Math.ceil(limit / config.webConcurrency));
  return {
    DATABASE_URL: config.databaseUrl,
    DATABASE_DIRECT_URL: config.databaseDirectUrl,
    KHALTI_BASE_URL: config.khalti.baseUrl,
    KHALTI_SECRET_KEY: config.khalti.secretKey,
    AUTH_SECRET: [config.authSecret, ...config.formerAuthSecrets].join(','),
    // Each process counts alone, and connections are distributed evenly.
    REQUESTS_PER_MINUTE: share(config.requestsPerMinute),
    API_REQUESTS_PER_MINUTE: share(config.apiRequestsPerMinute),
    PAYMENTS_PER_HOUR: share(config.accountLimits.paymentsPerHour),
    VERIFICATIONS_PER_MINUTE: share(config.accountLimits.verificationsPerMinute),
  };
}

async function untilServing({ serving, ended }: Forked): Promise<void> {
  const failed = ended.then((how) => {
    throw new Error(`A server process ended before it listened (${how})`);
  });
  await Promise.race([serving, failed]);
}

function waitAfter(failures: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), MAX_WAIT_MS);
}
