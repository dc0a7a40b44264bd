import { type Pool } from 'pg';
import { type OpenSession } from './open-session.ts';

const MAX_SHOWN = 100;

type Row = Pick<OpenSession, 'id' | 'device' | 'startedAt' | 'renewedAt'>;
type Renewed = Row & { userId: string; expiresAt: Date };

/** What customers see of their sessions. Whether a token is valid is not decided here: see `EndedSessions`. */
export class OpenSessions {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Of a new session, or of one that was renewed. */
  async save({ id, userId, device, startedAt, renewedAt, expiresAt }: Renewed): Promise<void> {
    await this.#pool.query(
      // Locks the customer, so that nothing is left of one who is erased at the same time.
      `insert into open_sessions (id, user_id, device, started_at, renewed_at, expires_at)
       select $1, id, $3, $4, $5, $6 from users where id = $2 and erased_at is null for share
       on conflict (id) do update set renewed_at = excluded.renewed_at, expires_at = excluded.expires_at,
         device = coalesce(excluded.device, open_sessions.device)`,
      [id, userId, device, startedAt, renewedAt, expiresAt],
    );
  }

  /** The newest ones. */
  async list(userId: string): Promise<Row[]> {
    const { rows } = await this.#pool.query<Pick<Row, 'id' | 'device'> & { startedMs: number; renewedMs: number }>(
      `select session.id, device, ${inMs('started_at')} as "startedMs", ${inMs('renewed_at')} as "renewedMs"
       from open_sessions session join users on users.id = user_id
       where user_id = $1 and expires_at > now() and started_at >= coalesce(sessions_valid_from, '-infinity')
         and not exists (select from ended_sessions ended where ended.id = session.id::text)
       order by renewed_at desc, started_at desc limit ${MAX_SHOWN}`,
      [userId],
    );
    return rows.map(({ id, device, startedMs, renewedMs }) => ({
      id,
      device,
      startedAt: new Date(startedMs),
      renewedAt: new Date(renewedMs),
    }));
  }

  async has(userId: string, id: string): Promise<boolean> {
    const { rowCount } = await this.#pool.query('select 1 from open_sessions where user_id = $1 and id = $2', [
      userId,
      id,
    ]);
    return rowCount === 1;
  }

  async remove(id: string): Promise<void> {
    await this.#pool.query('delete from open_sessions where id = $1', [id]);
  }
}

/** The pool reads instants as texts. */
function inMs(column: string): string {
  return `round(extract(epoch from ${column}) * 1000)::float8`;
}
