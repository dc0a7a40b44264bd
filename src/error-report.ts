import { type Database } from './database.ts';
import { type JobData, type JobQueue } from './job-queue.ts';

type NotedError = Extract<JobData['tellOperator'], { about: 'unexpectedErrors' }>['errors'][number];

const EVERY_SECONDS = 10 * 60;
const MOST_KEPT = 200;

/** Collects unexpected errors for an operator: told at once, and then at most every ten minutes, in all processes. */
export class ErrorReport {
  readonly #orm: Database;
  readonly #jobs: JobQueue;
  #noted: NotedError[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(orm: Database, jobs: JobQueue) {
    this.#orm = orm;
    this.#jobs = jobs;
  }

  note(error: NotedError): void {
    if (this.#noted.length < MOST_KEPT) this.#noted.push(error);
    if (this.#timer === null) this.#tellAfter(0);
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
  }

  #tellAfter(seconds: number): void {
    this.#timer = setTimeout(() => void this.#tell(), seconds * 1000).unref();
  }

  /** What could not be told, because ten minutes are not over or the database is away, is told the next time. */
  async #tell(): Promise<void> {
    const errors = this.#noted.splice(0);
    if (errors.length === 0) {
      this.#timer = null;
      return;
    }
    const isTold = await this.#orm.em
      .fork()
      .transactional((em) =>
        this.#jobs.add(
          em,
          'tellOperator',
          { about: 'unexpectedErrors', errors },
          { key: 'unexpectedErrors', everySeconds: EVERY_SECONDS },
        ),
      )
      .catch(() => false);
    if (!isTold) this.#noted.unshift(...errors);
    this.#tellAfter(EVERY_SECONDS);
  }
}
