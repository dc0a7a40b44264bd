import pg from 'pg';
import { LimitedQuery } from './limited-query.ts';
import { NO_POOLING, type Pooling } from './pooling.ts';

const GOODBYE_WITHIN_MS = 1_000;

export interface ClientConfig extends pg.ClientConfig {
  settings?: Record<string, string>;
  answerWithinMs?: number | null;
  requireChannelBinding?: boolean;
  pooling?: Pooling;
}

type Callback = (error: Error | null, result: pg.QueryResult) => void;

function asStatement(settings: Record<string, string>, isForTransaction: boolean): string | null {
  const calls = Object.entries(settings).map(
    ([name, value]) => `set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value)}, ${isForTransaction})`,
  );
  return calls.length > 0 ? `select ${calls.join(', ')}` : null;
}

async function callBack(connected: Promise<unknown>, done: (error: Error | null) => void): Promise<void> {
  const error = await connected.then(
    () => null,
    (reason: Error) => reason,
  );
  done(error);
}

/** The network, or PostgreSQL, fell silent in the middle of a statement. */
class NoAnswer extends Error {
  readonly code = 'ETIMEDOUT';

  constructor(withinMs: number) {
    super(`The database has not answered within ${withinMs} ms`);
  }
}

/**
 * Every connection of this program. Applies its settings after connecting, because poolers refuse them as startup
 * parameters; behind a transaction pooler, in each transaction. Breaks off when the database is silent: `pg` would wait, or return a half-read connection to the pool.
 */
export class DatabaseClient extends pg.Client {
  /** Sets what this connection is limited to, for good or for one transaction. */
  readonly #setLimits: string | null;
  readonly #pooling: Pooling;
  readonly #answerWithinMs: number | null;
  #timer: NodeJS.Timeout | undefined;

  constructor(config: ClientConfig = {}) {
    super(config);
    this.#pooling = config.pooling ?? NO_POOLING;
    this.#setLimits = asStatement(config.settings ?? {}, this.#pooling.mode === 'TRANSACTION');
    this.#answerWithinMs = config.answerWithinMs ?? null;
    // Without a listener, a connection that is lost between two users would end the process.
    this.on('error', () => {});
    this.on('drain', () => this.#stopTimer());
    this.on('end', () => this.#stopTimer());
    if (config.requireChannelBinding) this.#requireChannelBinding();
  }

  // `never`: the only result that fits all of the overloads of `pg`.
  override connect(callback?: ((error: Error) => void) | ((error: null, client: pg.Client) => void)): never {
    const connected = this.#connect();
    const done = callback as ((error: Error | null) => void) | undefined;
    if (!done) return connected as never;
    void callBack(connected, done);
    return undefined as never;
  }

  override query(...args: unknown[]): never {
    const withinMs = this.#answerWithinMs;
    if (withinMs !== null) this.#timer ??= setTimeout(() => this.#breakOff(new NoAnswer(withinMs)), withinMs).unref();
    const isPlain = typeof (args[0] as Partial<pg.Submittable> | null)?.submit !== 'function';
    if (this.#pooling.mode === 'TRANSACTION' && isPlain) return this.#queryInTransaction(args);
    return (super.query as (...args: unknown[]) => never).apply(this, args);
  }

  override end(callback?: (error: Error) => void): never {
    setTimeout(() => this.connection.stream.destroy(), GOODBYE_WITHIN_MS).unref();
    return (callback ? super.end(callback) : super.end()) as never;
  }

  async #connect(): Promise<this> {
    await super.connect();
    const isLasting = this.#pooling.mode !== 'TRANSACTION';
    if (this.#setLimits !== null && isLasting) await (this as pg.Client).query(this.#setLimits);
    return this;
  }

  #queryInTransaction([config, ...others]: unknown[]): never {
    const { name, ...query } = typeof config === 'string' ? { text: config } : { ...(config as pg.QueryConfig) };
    const values = others.find(Array.isArray) ?? query.values;
    const limited = new LimitedQuery(
      { ...query, ...(values ? { values } : {}), ...(name && this.#pooling.keepsPrepared ? { name } : {}) },
      this.#setLimits,
      () => this.getTransactionStatus() !== 'I',
    );
    const send = super.query as (query: pg.Submittable, done: Callback) => unknown;
    const callback = others.find((one) => typeof one === 'function') as Callback | undefined;
    if (callback) return send.call(this, limited, callback) as never;
    return new Promise((resolve, reject) => {
      send.call(this, limited, (error, result) => (error ? reject(error) : resolve(result)));
    }) as never;
  }

  #breakOff(reason: Error): void {
    this.connection.stream.destroy(reason);
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** `pg` uses channel binding if the server offers it. To require it is to refuse all other ways of signing in. */
  #requireChannelBinding(): void {
    const refuse = () =>
      this.#breakOff(new Error('The database does not offer channel binding, which its URL requires'));
    let isBound = false;
    this.connection.on('authenticationSASL', ({ mechanisms }: { mechanisms: string[] }) => {
      isBound = mechanisms.includes('SCRAM-SHA-256-PLUS');
      if (!isBound) refuse();
    });
    for (const event of ['authenticationCleartextPassword', 'authenticationMD5Password']) {
      this.connection.on(event, refuse);
    }
    this.connection.on('authenticationOk', () => isBound || refuse());
  }
}
