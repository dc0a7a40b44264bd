import pg, { type PoolClient } from 'pg';
import { connectionPool } from '../../src/database/connect-database.ts';
import { type App } from './app.ts';

export interface Recorded {
  text: string;
  values: unknown[];
}

type Query = (this: pg.Client, query: string | Recorded, values?: unknown[], ...rest: unknown[]) => unknown;

/** Every statement that the server's own pool sends while `act` runs; jobs and the listener have other connections. */
export async function recordStatements(app: App, act: () => Promise<unknown>): Promise<Recorded[]> {
  const recorded: Recorded[] = [];
  const ours = new WeakSet<object>();
  const note = (client: PoolClient) => ours.add(client);
  const pool = await connectionPool(app.services.orm);
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query: original } = prototype;
  pool.on('acquire', note);
  prototype.query = function record(query, values, ...rest) {
    const { text, values: bound = values ?? [] } = typeof query === 'string' ? { text: query } : query;
    if (ours.has(this)) recorded.push({ text, values: Array.isArray(bound) ? bound : [] });
    return original.call(this, query, values, ...rest);
  };
  try {
    await act();
  } finally {
    prototype.query = original;
    pool.off('acquire', note);
  }
  return recorded;
}

const BEGINS = /^\s*(begin|start transaction)/i;
const ENDS = /^\s*(commit|rollback)/i;

/** How many statements that do something, in how many transactions: one on its own is one by itself. */
export function countStatements(recorded: Recorded[]): { statements: number; transactions: number } {
  const working = recorded.filter(({ text }) => !BEGINS.test(text) && !ENDS.test(text));
  let alone = 0;
  let isInside = false;
  for (const { text } of recorded) {
    if (BEGINS.test(text)) isInside = true;
    else if (ENDS.test(text)) isInside = false;
    else if (!isInside) alone += 1;
  }
  return {
    statements: working.length,
    transactions: alone + recorded.filter(({ text }) => BEGINS.test(text)).length,
  };
}
