import pg, { type PoolClient } from 'pg';
import { connectionPool } from '../../src/database/connect-database.ts';
import { type App } from './app.ts';

export interface Recorded {
  text: string;
  values: unknown[];
}

type Query = (this: pg.Client, query: string | Recorded, values?: unknown[], ...rest: unknown[]) => unknown;

/** Records what the server's pool sends while `act` runs. Jobs and the listener have other connections. */
export async function recordStatements(app: App, act: () => Promise<unknown>): Promise<Recorded[]> {
  const recorded: Recorded[] = [];
  const ours = new WeakSet<object>();
  const onAcquire = (client: PoolClient) => ours.add(client);
  const pool = await connectionPool(app.services.orm);
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query: original } = prototype;
  pool.on('acquire', onAcquire);
  prototype.query = function record(query, values, ...rest) {
    const { text, values: bound = values ?? [] } = typeof query === 'string' ? { text: query } : query;
    if (ours.has(this)) recorded.push({ text, values: Array.isArray(bound) ? bound : [] });
    return original.call(this, query, values, ...rest);
  };
  try {
    await act();
  } finally {
    prototype.query = original;
    pool.off('acquire', onAcquire);
  }
  return recorded;
}

const BEGINS = /^\s*(begin|start transaction)/i;
const ENDS = /^\s*(commit|rollback)/i;

/** Counts statements, and transactions. A statement outside a transaction counts as one. */
export function countStatements(recorded: Recorded[]): { statements: number; transactions: number } {
  const counted = recorded.filter(({ text }) => !BEGINS.test(text) && !ENDS.test(text));
  let outside = 0;
  let isInside = false;
  for (const { text } of recorded) {
    if (BEGINS.test(text)) isInside = true;
    else if (ENDS.test(text)) isInside = false;
    else if (!isInside) outside += 1;
  }
  return {
    statements: counted.length,
    transactions: outside + recorded.filter(({ text }) => BEGINS.test(text)).length,
  };
}
