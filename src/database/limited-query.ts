import pg from 'pg';

const BEGIN = /^\s*(begin|start transaction)\b[^;]*$/i;

interface Connection {
  stream: { cork(): void; uncork(): void };
  query(text: string): void;
  parse(statement: object): void;
  bind(values: object): void;
  execute(portal: object): void;
}

/** What `pg` has at run time, beside what its types name. */
interface Inner {
  text: string;
  name: string | undefined;
  queryMode: string | undefined;
  submit(connection: Connection): Error | null;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: unknown): void;
}

const inner = pg.Query.prototype as unknown as Inner;

/**
 * A query that brings its limits along, for the connection of a transaction pooler: each transaction may run on another
 * connection to PostgreSQL, and a limit of the session would stay there for others. The limits are sent together with
 * `begin`, or before a single statement: all that is sent before one Sync is one transaction. Neither costs a round trip.
 */
export class LimitedQuery extends pg.Query {
  readonly #limits: string | null;
  readonly #isInTransaction: () => boolean;
  #isBeforeOwnResult = false;
  #name: string | undefined;

  /** `limits`: a statement that sets them for the transaction in which it runs. */
  constructor(config: pg.QueryConfig, limits: string | null, isInTransaction: () => boolean) {
    super(config);
    this.#limits = limits;
    this.#isInTransaction = isInTransaction;
    // In the types of `pg` a property, which a method cannot override.
    this.submit = (connection) => this.#submit(connection as unknown as Connection);
  }

  handleDataRow(message: unknown): void {
    if (!this.#isBeforeOwnResult) inner.handleDataRow.call(this as unknown as Inner, message);
  }

  handleCommandComplete(message: unknown, connection: unknown): void {
    const own = this as unknown as Inner;
    if (this.#isBeforeOwnResult) {
      this.#isBeforeOwnResult = false;
      own.name = this.#name;
    } else {
      inner.handleCommandComplete.call(own, message, connection);
    }
  }

  #submit(connection: Connection): Error | null {
    const own = this as unknown as Inner;
    if (this.#limits === null || this.#isInTransaction()) return inner.submit.call(own, connection);
    if (BEGIN.test(own.text)) {
      connection.query(`${own.text}; ${this.#limits}`);
      return null;
    }
    own.queryMode = 'extended';
    connection.stream.cork();
    try {
      connection.parse({ text: this.#limits });
      connection.bind({});
      connection.execute({});
      this.#isBeforeOwnResult = true;
      const error = inner.submit.call(own, connection);
      // Otherwise `pg` would take the answer to the limits for the one to a statement of this name.
      this.#name = own.name;
      own.name = undefined;
      return error;
    } finally {
      connection.stream.uncork();
    }
  }
}
