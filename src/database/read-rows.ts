import { type QueryResultRow, types } from 'pg';
import { connectionPool, type Database } from './connect-database.ts';

/** Reads rows for operators, in a transaction of its own. Unlike `Sql`, it may take as long as the connection's limits allow. */
export async function readRows<Row extends QueryResultRow>(
  orm: Database,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const pool = await connectionPool(orm);
  const { rows } = await pool.query<Row>({ text, values, types });
  return rows;
}
