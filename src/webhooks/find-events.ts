import { type Sql } from '../database/sql.ts';
import { API_KEY_COLUMNS, type FoundApiKey } from './check-api-key.ts';

export interface FeedEvent {
  /** Pass it as `after`. */
  cursor: string;
  /** The `webhook-id` of its deliveries. */
  id: string;
  type: string;
  timestamp: string;
  data: object;
}

type Row = FoundApiKey & { removedNumber: number; events: FeedEvent[] };

/** The key and the events after a number in one statement. Null for an unknown key. */
export async function findEvents(
  sql: Sql,
  keyHash: string,
  after: number,
  limit: number,
): Promise<{ key: FoundApiKey; removedNumber: number; events: FeedEvent[] } | null> {
  const { rows } = await sql.read<Row>({
    name: 'findEvents',
    text: `select ${API_KEY_COLUMNS}, (select removed_number from event_clock)::float8 as "removedNumber", (
        select coalesce(json_agg(json_build_object('cursor', number::text, 'id', event_id, 'type', type,
          'timestamp', event_instant(created_at), 'data', data) order by number), '[]')
        from (select * from events where number > $2 order by number limit $3) page
      ) as events
      from api_keys k where k.key_hash = $1`,
    values: [keyHash, after, limit],
  });
  const [key] = rows;
  return key ? { key, removedNumber: key.removedNumber, events: key.events } : null;
}
