/** What is between this program and PostgreSQL. */
export interface Pooling {
  /** `TRANSACTION`: each transaction may run on another connection to PostgreSQL, and nothing of a session survives it. */
  mode: 'NONE' | 'SESSION' | 'TRANSACTION';
  /** Whether a prepared statement can still be used in the next transaction. */
  keepsPrepared: boolean;
}

export const NO_POOLING: Pooling = { mode: 'NONE', keepsPrepared: true };
