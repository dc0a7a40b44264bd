import pLimit, { type LimitFunction } from 'p-limit';
import { DatabaseError, type Pool, type QueryResult, type QueryResultRow, types } from 'pg';

// The share of the connections that one kind of statement writes over at the same time.
const WRITING_AT_MOST = 0.2;
// As long as a connection is waited for.
const WAITED_AT_MOST_MS = 5_000;

/** A statement of our own, by hand: `text` is parsed and planned once on each connection, under `name`. */
export interface Statement {
  name: string;
  text: string;
  values: (string | number | null)[];
}

/**
 * Runs statements of our own over the connections that MikroORM has, each as a transaction of its own. Instants come as
 * `Date`.
 */
export class Sql {
  readonly #pool: Pool;
  readonly #limits = new Map<string, LimitFunction>();

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  read<Row extends QueryResultRow>(statement: Statement): Promise<QueryResult<Row>> {
    // MikroORM sets up the pool so that it reads types by itself.
    return this.#pool.query<Row>({ ...statement, types });
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
