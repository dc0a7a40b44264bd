import DataLoader from 'dataloader';
import pLimit, { type LimitFunction } from 'p-limit';
import { DatabaseError, type Pool, type QueryResult, type QueryResultRow, types } from 'pg';

// A checkout writes with as many kinds of statements.
const KINDS_OF_WRITES = 3;
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

/** Finds one row for each of those who ask: `asked` names what they ask by, with its type, and `text` selects by that. */
export interface SharedStatement {
  name: string;
  asked: Record<string, string>;
  text: string;
}

type Loader = DataLoader<Value[], object | null>;

/**
 * Runs statements of our own over the connections that MikroORM has, each as a transaction of its own. Instants come as
 * `Date`.
 */
export class Sql {
  readonly #pool: Pool;
  readonly #limits = new Map<string, LimitFunction>();
  readonly #loaders = new Map<SharedStatement, Loader>();

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  read<Row extends QueryResultRow>(statement: Statement): Promise<QueryResult<Row>> {
    // MikroORM sets up the pool so that it reads types by itself.
    return this.#pool.query<Row>({ ...statement, types });
  }

  /**
   * One row, or null. Those who ask the same in the same moment are answered by one statement: most of what a small one
   * costs is the way to the database and back. It also fails for all of them, so that values are to be checked before.
   */
  readTogether<Row extends QueryResultRow>(statement: SharedStatement, values: Value[]): Promise<Row | null> {
    let loader = this.#loaders.get(statement);
    if (!loader) {
      loader = this.#createLoader(statement);
      this.#loaders.set(statement, loader);
    }
    return loader.load(values) as Promise<Row | null>;
  }

  #createLoader(statement: SharedStatement): Loader {
    const { name } = statement;
    const text = textForAll(statement);
    const readAll = async (asked: readonly Value[][]) => {
      const columns = Object.keys(statement.asked).map((_, column) => asked.map((values) => values[column] ?? null));
      const { rows } = await this.read<{ place: number }>({ name, text, values: columns });
      const found = new Map(rows.map(({ place, ...row }) => [place, row]));
      return asked.map((_, index) => found.get(index + 1) ?? null);
    };
    return new DataLoader(readAll, {
      cache: false,
      maxBatchSize: READ_TOGETHER_AT_MOST,
      // After all requests that have arrived by now were begun.
      batchScheduleFn: (send) => setImmediate(send),
    });
  }

  /**
   * Waits, but not for long, while many of the same name are being run: however many check out at once, those who only
   * look find a connection, and those who have paid do not stand behind those who are about to.
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
      const left = this.#pool.options.max - 1;
      limit = pLimit(Math.max(1, Math.floor(left / KINDS_OF_WRITES)));
      this.#limits.set(name, limit);
    }
    return limit;
  }
}

function textForAll({ asked, text }: SharedStatement): string {
  // As subqueries PostgreSQL expects as many of them each time, and does not plan anew.
  const lists = Object.values(asked).map((type, index) => `(select $${index + 1}::${type}[])`);
  // Without the limit, of which there is nothing to cut off, it might read a whole table for them.
  return `select asked.place::int, found.*
    from unnest(${lists.join(', ')}) with ordinality asked (${Object.keys(asked).join(', ')}, place)
    join lateral (${text} limit 1) found on true`;
}

/** Whether a statement of the driver's own failed because of this constraint. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  return error instanceof DatabaseError && error.code === '23505' && error.constraint === constraint;
}

export function isDivisionByZero(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === '22012';
}
