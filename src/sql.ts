import DataLoader from 'dataloader';
import pLimit, { type LimitFunction } from 'p-limit';
import { DatabaseError, type Pool, type QueryResult, type QueryResultRow, types } from 'pg';

// The share of the connections that one kind of statement writes over at the same time.
const WRITING_AT_MOST = 0.2;
// As long as a connection is waited for.
const WAITED_AT_MOST_MS = 5_000;
const READ_TOGETHER_AT_MOST = 100;

type Value = string | number | null;

/** A statement of our own, by hand: `text` is parsed and planned once on each connection, under `name`. */
export interface Statement {
  name: string;
  text: string;
  values: (Value | Value[])[];
}

/**
 * Runs statements of our own over the connections that MikroORM has, each as a transaction of its own. Instants come as
 * `Date`.
 */
export class Sql {
  readonly #pool: Pool;
  readonly #limits = new Map<string, LimitFunction>();
  readonly #loaders = new Map<string, DataLoader<Value[], unknown>>();

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  read<Row extends QueryResultRow>(statement: Statement): Promise<QueryResult<Row>> {
    // MikroORM sets up the pool so that it reads types by itself.
    return this.#pool.query<Row>({ ...statement, types });
  }

  /**
   * One row, or null. Calls that come in at the same moment are answered by one statement: under load most of what a
   * small one costs is the way to the database and back. `text` is given an array for each of the values, with as many
   * entries as calls, and tells whose row it is by its `place` among them, from 1.
   */
  readTogether<Row extends QueryResultRow>(
    { name, text }: Pick<Statement, 'name' | 'text'>,
    values: Value[],
  ): Promise<Row | null> {
    let loader = this.#loaders.get(name);
    if (!loader) {
      const read = (asked: readonly Value[][]) => this.#readEach({ name, text }, asked);
      loader = new DataLoader(read, {
        cache: false,
        maxBatchSize: READ_TOGETHER_AT_MOST,
        // After all requests that have arrived by now were begun.
        batchScheduleFn: (send) => setImmediate(send),
      });
      this.#loaders.set(name, loader);
    }
    return loader.load(values) as Promise<Row | null>;
  }

  async #readEach(statement: Pick<Statement, 'name' | 'text'>, asked: readonly Value[][]): Promise<unknown[]> {
    const columns = (asked[0] ?? []).map((_, column) => asked.map((values) => values[column] ?? null));
    const { rows } = await this.read<{ place: number }>({ ...statement, values: columns });
    const found = new Map(rows.map((row) => [row.place, row]));
    return asked.map((_, index) => found.get(index + 1) ?? null);
  }

  /**
   * Waits, but not for long, while many of the same name are being run: however many check out at once, those who only
   * look find connections, and those who have paid do not stand behind those who are about to.
   */
  write<Row extends QueryResultRow>(statement: Statement): Promise<QueryResult<Row>> {
    const giveUpAt = Date.now() + WAITED_AT_MOST_MS;
    return this.#limitOf(statement.name)(() => {
      if (Date.now() > giveUpAt) throw new Error(`${statement.name} has waited for the database for too long`);
      return this.read<Row>(statement);
    });
  }

  #limitOf(name: string): LimitFunction {
    let limit = this.#limits.get(name);
    if (!limit) {
      limit = pLimit(Math.max(1, Math.floor(this.#pool.options.max * WRITING_AT_MOST)));
      this.#limits.set(name, limit);
    }
    return limit;
  }
}

/** Whether a statement of the driver's own failed because of this constraint. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  return error instanceof DatabaseError && error.code === '23505' && error.constraint === constraint;
}

export function isDivisionByZero(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === '22012';
}
