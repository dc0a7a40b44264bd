import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type App } from './app.ts';
import { type Mailbox } from './mailbox.ts';

/** A random generator that gives the same numbers for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Two workers of an app, which are killed again and again. */
export class KilledWorkers {
  readonly #app: App;
  readonly #mailbox: Mailbox;
  #workers: ChildProcess[] = [];

  constructor(app: App, mailbox: Mailbox) {
    this.#app = app;
    this.#mailbox = mailbox;
  }

  /** Kills and restarts one of them every few seconds. Returns how many it has killed. */
  async killAndRestart(random: () => number, isDone: () => boolean): Promise<number> {
    let killed = 0;
    this.#workers = [this.#start(), this.#start()];
    while (!isDone()) {
      // A worker needs some seconds to start: others must have done some work.
      await sleep((killed === 0 ? 1_500 : 5_000) + random() * 2_000);
      const index = random() < 0.5 ? 0 : 1;
      const victim = this.#workers[index];
      if (victim) {
        victim.kill('SIGKILL');
        await once(victim, 'exit');
        killed += 1;
      }
      this.#workers[index] = this.#start();
    }
    return killed;
  }

  close(): void {
    for (const worker of this.#workers) worker.kill('SIGKILL');
  }

  #start(): ChildProcess {
    return spawn(process.execPath, ['dist/src/main.js', 'worker'], {
      cwd: resolve('.'),
      stdio: 'ignore',
      env: {
        NODE_ENV: 'test',
        PORT: '1',
        PUBLIC_URL: this.#app.url,
        DATABASE_URL: this.#app.database.url,
        KHALTI_BASE_URL: this.#app.simulator.baseUrl,
        KHALTI_SECRET_KEY: this.#app.simulator.secretKey,
        KHALTI_TIMEOUT_MS: '1000',
        SMTP_URL: this.#mailbox.url,
        AUTH_SECRET: 'a secret of thirty-two characters or more',
      },
    });
  }
}
