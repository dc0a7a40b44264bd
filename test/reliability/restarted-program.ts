import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const READY_WITHIN_MS = 90_000;
const POLL_EVERY_MS = 50;
const READY = 'ready';
const KEPT_CHARACTERS = 20_000;
const INSPECTOR = /Debugger listening on (\S+)/;

/** A server or a worker that is killed, frozen and started again on the same port. */
export class RestartedProgram {
  readonly role: 'server' | 'worker';
  readonly url: string;
  readonly #env: Record<string, string>;
  readonly #nodeArgs: string[];
  #child: ChildProcess | null = null;
  /** The end of what it has written. */
  output = '';
  /** With `--inspect`. Node writes it at the start. */
  inspectorUrl = '';
  /** How many characters it has written. */
  written = 0;

  constructor(role: 'server' | 'worker', env: Record<string, string>, nodeArgs: string[] = []) {
    this.role = role;
    this.#nodeArgs = nodeArgs;
    this.url = `http://127.0.0.1:${env.PORT}`;
    this.#env = env;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Waits until it answers. A worker has no port, and is not waited for. Does nothing if it runs. */
  async start(): Promise<void> {
    if (this.#isRunning) return;
    this.output = '';
    this.#child = spawn(process.execPath, [...this.#nodeArgs, '--enable-source-maps', 'dist/src/main.js', this.role], {
      cwd: resolve('.'),
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const channel of [this.#child.stdout, this.#child.stderr]) {
      channel?.on('data', (chunk: Buffer) => {
        this.written += chunk.length;
        this.output = (this.output + chunk.toString()).slice(-KEPT_CHARACTERS);
        this.inspectorUrl = INSPECTOR.exec(this.output)?.[1] ?? this.inspectorUrl;
      });
    }
    const deadline = Date.now() + READY_WITHIN_MS;
    for (let answer = ''; this.role === 'server' && answer !== READY; await sleep(POLL_EVERY_MS)) {
      answer = await this.#readiness();
      if (!this.#isRunning) return;
      if (Date.now() > deadline) throw new Error(`A server did not start: ${answer}\n${this.output}`);
    }
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || !this.#isRunning) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** Stops it as a machine does that has no time for it, without ending it. */
  async freeze(ms: number): Promise<void> {
    this.#child?.kill('SIGSTOP');
    await sleep(ms);
    this.#child?.kill('SIGCONT');
  }

  get #isRunning(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async #readiness(): Promise<string> {
    return fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
      async (response) => (response.ok ? READY : `${response.status} ${await response.text()}`),
      (error: unknown) => String(error),
    );
  }
}
