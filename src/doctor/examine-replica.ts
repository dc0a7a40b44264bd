import { type Findings, note, ok, warning } from './finding.ts';
import { withClient } from './with-client.ts';

const LATE_SECONDS = 60;

interface Replica {
  isStandby: boolean;
  behindSeconds: number;
}

// Without changes at the primary, the time of the last one says nothing.
const READ = `select pg_is_in_recovery() as "isStandby",
  case when not pg_is_in_recovery() or pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
    else coalesce(extract(epoch from now() - pg_last_xact_replay_timestamp()), 0) end::float8 as "behindSeconds"`;

/** Whether the copy for lists and figures answers, and how old it is. */
export async function examineReplica(databaseReadUrl: string): Findings {
  return withClient(databaseReadUrl, async (client) => {
    const { rows } = await client.query<Replica>(READ);
    const { isStandby, behindSeconds } = rows[0] ?? { isStandby: false, behindSeconds: 0 };
    if (!isStandby) return [note('It answers. It is no standby, so it must be kept current in another way.')];
    const behind = `${Math.round(behindSeconds)} s behind`;
    if (behindSeconds <= LATE_SECONDS) return [ok(`A standby answers, ${behind}.`)];
    const advice = 'Lists and figures show that time. Look at the replication of PostgreSQL.';
    return [warning(`A standby answers, ${behind}.`, advice)];
  });
}
