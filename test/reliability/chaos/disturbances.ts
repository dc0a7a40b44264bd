import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster } from '../cluster.ts';
import { type RestartedProgram } from '../restarted-program.ts';

const RESTARTED_AFTER_MS = 300;
const MAX_FROZEN_MS = 4_000;
const LINE_CUT_MS = 200;

export const FAULTS = (seed: number) =>
  [
    { endpoint: 'any', kind: 'html-5xx', probability: 0.1, seed },
    { endpoint: 'any', kind: 'close-after', probability: 0.08, seed: seed + 1 },
    { endpoint: 'any', kind: 'close-before', probability: 0.06, seed: seed + 2 },
    { endpoint: 'any', kind: 'slow', delayMs: 1_000, probability: 0.06, seed: seed + 3 },
  ] as const;

type Kind = 'killed' | 'frozen' | 'lineCut' | 'backendKilled' | 'databaseFrozen' | 'databaseAway';

/** Kills, freezes and cuts something every few seconds. */
export class Disturbances {
  readonly #cluster: Cluster;
  readonly #random: () => number;
  readonly counts: Record<Kind, number> = {
    killed: 0,
    frozen: 0,
    lineCut: 0,
    backendKilled: 0,
    databaseFrozen: 0,
    databaseAway: 0,
  };

  constructor(cluster: Cluster, random: () => number) {
    this.#cluster = cluster;
    this.#random = random;
  }

  /** `awayMs`: how long the database is away, once in every thirty disturbances. */
  async go(isDone: () => boolean, { everyMs, awayMs }: { everyMs: number; awayMs: number }): Promise<void> {
    for (let turn = 1; !isDone(); turn += 1) {
      await sleep(everyMs * (0.5 + this.#random()));
      if (turn % 30 === 8) await this.#takeDatabaseAway(awayMs);
      else await this.#disturb();
    }
  }

  async #disturb(): Promise<void> {
    const { servers, workers } = this.#cluster;
    const programs = [...servers, ...workers];
    const victim = programs[Math.floor(this.#random() * programs.length)];
    const kind = this.#random();
    if (kind < 0.5 && victim) await this.#kill(victim);
    else if (kind < 0.7 && victim) await this.#freeze(victim);
    else if (kind < 0.85) await this.#cutLine();
    else if (kind < 0.93) await this.#killBackend();
    else await this.#freezeDatabase();
  }

  async #kill(victim: RestartedProgram): Promise<void> {
    this.counts.killed += 1;
    await victim.kill();
    await sleep(RESTARTED_AFTER_MS);
    await victim.start();
  }

  async #freeze(victim: RestartedProgram): Promise<void> {
    this.counts.frozen += 1;
    await victim.freeze(this.#random() * MAX_FROZEN_MS);
  }

  async #cutLine(): Promise<void> {
    this.counts.lineCut += 1;
    this.#cluster.line.interrupt();
    await sleep(LINE_CUT_MS);
    await this.#cluster.line.restore();
  }

  async #takeDatabaseAway(ms: number): Promise<void> {
    this.counts.databaseAway += 1;
    this.#cluster.line.interrupt();
    await sleep(ms);
    await this.#cluster.line.restore();
  }

  /** `kill -9` of one process of PostgreSQL makes all others stop, and the database recover as after a crash. */
  async #killBackend(): Promise<void> {
    const [pid] = await this.#backends();
    if (pid === undefined) return;
    this.counts.backendKilled += 1;
    signal(pid, 'SIGKILL');
  }

  async #freezeDatabase(): Promise<void> {
    const pids = await this.#backends();
    this.counts.databaseFrozen += 1;
    for (const pid of pids) signal(pid, 'SIGSTOP');
    await sleep(this.#random() * MAX_FROZEN_MS);
    for (const pid of pids) signal(pid, 'SIGCONT');
  }

  /** The processes of PostgreSQL that serve the programs. */
  async #backends(): Promise<number[]> {
    const found = this.#cluster.database.query<{ pid: number }>(
      `select pid from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid() and datname = current_database()
         and application_name not like 'owner%'
       order by random()`,
    );
    return found.then(
      ({ rows }) => rows.map(({ pid }) => pid),
      () => [],
    );
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended since it was listed.
  }
}
