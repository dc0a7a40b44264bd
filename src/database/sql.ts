import DataLoader from 'dataloader';
import pLimit, { type LimitFunction } from 'p-limit';
import { DatabaseError, type Pool, type QueryResult, type QueryResultRow, types } from 'pg';
import { DatabaseBusy } from './is-unavailable.ts';

// The connections that one kind of writes gets. With more, each of them takes longer, and so do the reads beside them, and no
// more are done.
const SHARE_OF_KIND = 1 / 5;
// In all: for a turn, a connection, a lock and the answer.
const MAX_WAIT_MS = 1_800;
const MAX_BATCH_SIZE = 100;

type Value = string | number | null;

/** A hand-written statement. Each connection parses and plans `text` once, under `name`. */
export interface Statement {
  name: string;
  text: string;
  values: (Value | Value[])[];
}

/** Finds one row for each caller: `asked` names the values that callers ask by, with their types; `text` uses them. */
export interface BatchedStatement {
  name: string;
  asked: Record<string, string>;
  text: string;
}

type Loader = DataLoader<Value[], object | null>;

/** Runs hand-written statements on MikroORM's pool, each in a transaction of its own. Instants are returned as `Date`. */
export class Sql {
  readonly #pool: Pool;
  readonly #limits = new Map<string, LimitFunction>();
  readonly #allWrites: LimitFunction;
  readonly #loaders = new Map<BatchedStatement, Loader>();

  constructor(pool: Pool) {
    this.#pool = pool;
    this.#allWrites = pLimit(Math.max(1, pool.options.max - 1));
  }

  read<Row extends QueryResultRow>(statement: Statement): Promise<QueryResult<Row>> {
    return inTime(statement.name, () => this.#run(statement));
  }

  /**
   * One row, or null. Callers that ask at the same moment share one statement, because the round trip is most of the
   * cost of a small query. A bad value fails all of them: validate values before.
   */
  readBatched<Row extends QueryResultRow>(statement: BatchedStatement, values: Value[]): Promise<Row | null> {
    let loader = this.#loaders.get(statement);
    if (!loader) {
      loader = this.#createLoader(statement);
      this.#loaders.set(statement, loader);
    }
    return loader.load(values) as Promise<Row | null>;
  }

  #createLoader(statement: BatchedStatement): Loader {
    const { name } = statement;
    const text = batchedText(statement);
    const readAll = async (asked: readonly Value[][]) => {
      const columns = Object.keys(statement.asked).map((_, column) => asked.map((values) => values[column] ?? null));
      const { rows } = await this.read<{ place: number }>({ name, text, values: columns });
      const found = new Map(rows.map(({ place, ...row }) => [place, row]));
      return asked.map((_, index) => found.get(index + 1) ?? null);
    };
    return new DataLoader(readAll, {
      cache: false,
      maxBatchSize: MAX_BATCH_SIZE,
      // After every request that has already arrived was started.
      batchScheduleFn: (send) => setImmediate(send),
    });
  }

  /**
   * Limits how many writes run at once, of one name and of all. So a rush of checkouts leaves a connection for reads, and
   * customers who have paid do not queue behind customers who are about to.
   */
  write<Row extends QueryResultRow>(statement: Statement): Promise<QueryResult<Row>> {
    const limit = this.#limitOf(statement.name);
    return inTime(statement.name, (isLate) => {
      const run = () => {
        if (isLate()) throw new DatabaseBusy(statement.name, MAX_WAIT_MS);
        return this.#run<Row>(statement);
      };
      return limit(() => this.#allWrites(run));
    });
  }

  #run<Row extends QueryResultRow>(statement: Statement): Promise<QueryResult<Row>> {
    // MikroORM configures the pool to return raw text; this restores the driver's parsers.
    return this.#pool.query<Row>({ ...statement, types });
  }

  #limitOf(name: string): LimitFunction {
    let limit = this.#limits.get(name);
    if (!limit) {
      limit = pLimit(Math.max(1, Math.floor(this.#pool.options.max * SHARE_OF_KIND)));
      this.#limits.set(name, limit);
    }
    return limit;
  }
}

/**
 * Fails after `MAX_WAIT_MS` with `DatabaseBusy`. A statement that was sent is not called back: it may still be saved, as
 * when its answer is lost.
 */
async function inTime<Result>(name: string, start: (isLate: () => boolean) => Promise<Result>): Promise<Result> {
  let isLate = false;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      isLate = true;
      reject(new DatabaseBusy(name, MAX_WAIT_MS));
    }, MAX_WAIT_MS);
  });
  try {
    return await Promise.race([start(() => isLate), late]);
  } finally {
    clearTimeout(timer);
  }
}

function batchedText({ asked, text }: BatchedStatement): string {
  // As a subquery, the array's length does not change PostgreSQL's estimate: the generic plan is kept.
  const lists = Object.values(asked).map((type, index) => `(select $${index + 1}::${type}[])`);
  // `limit 1` cuts nothing off. Without it PostgreSQL may scan the whole table.
  return `select asked.place::int, found.*
    from unnest(${lists.join(', ')}) with ordinality asked (${Object.keys(asked).join(', ')}, place)
    join lateral (${text} limit 1) found on true`;
}

export function isUniqueViolation(error: unknown, constraint: string): boolean {
  return error instanceof DatabaseError && error.code === '23505' && error.constraint === constraint;
}

export function isDivisionByZero(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === '22012';
}
