import type pg from 'pg';
import { createClient, QUEUE_LIMITS } from '../database/connection-settings.ts';

/** A connection of its own, so that nothing that the pool has prepared hides a fault. */
export async function withClient<Result>(url: string, use: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = createClient(url, QUEUE_LIMITS);
  try {
    await client.connect();
    return await use(client);
  } finally {
    await client.end().catch(() => {});
  }
}
