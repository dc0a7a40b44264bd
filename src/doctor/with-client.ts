import type pg from 'pg';
import { createClient, QUEUE_LIMITS } from '../database/connection-settings.ts';
import { NO_POOLING, type Pooling } from '../database/pooling.ts';

/** A connection of its own, so that nothing that the pool has prepared hides a fault. */
export async function withClient<Result>(
  url: string,
  use: (client: pg.Client) => Promise<Result>,
  pooling: Pooling = NO_POOLING,
): Promise<Result> {
  const client = createClient(url, QUEUE_LIMITS, pooling);
  try {
    await client.connect();
    return await use(client);
  } finally {
    await client.end().catch(() => {});
  }
}
