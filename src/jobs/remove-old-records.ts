import { type Services } from '../services.ts';
import { DAY_MS } from '../subscriptions/period.ts';

const DAILY = 'daily';
const AT_ONCE = 5_000;

interface Page {
  last: string | null;
  removed: number;
}

interface Growing {
  table: string;
  /** An indexed column, along which the table is read in pages, so that no statement takes long. */
  key: string;
  type: 'uuid' | 'text' | 'timestamptz';
  first: string;
  /** Leaves out pages that have nothing to remove. */
  within?: string;
  isOld: string;
}

/**
 * Once a day: removes what is older than its retention. Payments, access, refunds, receipts, the audit, and what Khalti has said
 * about money are never removed.
 */
export async function removeOldRecords(
  services: Services,
  _data: object,
  now = new Date(),
  atOnce = AT_ONCE,
): Promise<void> {
  const { orm, jobs, log } = services;
  const removed: Record<string, number> = {};
  for (const growing of growingTables(services.retention, now)) {
    removed[growing.table] = await removeFrom(services, growing, atOnce);
  }
  removed['pgboss.job'] = await removeJobs(services, before(now, services.retention.jobsDays), atOnce);
  log.info(removed, 'retention: old records were removed');
  const startAfter = new Date(now.getTime() + DAY_MS);
  await orm.em.fork().transactional((em) => jobs.add(em, 'removeOldRecords', {}, { key: DAILY, startAfter }));
}

/** At the start of a worker. Changes nothing if the job of this day or the next one waits. */
export async function planRemovals({ orm, jobs }: Services): Promise<void> {
  await orm.em.fork().transactional((em) => jobs.add(em, 'removeOldRecords', {}, { key: DAILY }));
}

function before(now: Date, days: number): string {
  return `timestamptz '${new Date(now.getTime() - days * DAY_MS).toISOString()}'`;
}

function growingTables(days: Services['retention'], now: Date): Growing[] {
  const byId = { key: 'id', type: 'uuid', first: '00000000-0000-0000-0000-000000000000' } as const;
  const expired = `expires_at < ${before(now, days.tokensDays)}`;
  return [
    {
      table: 'gateway_answers',
      key: 'received_at',
      type: 'timestamptz',
      first: '-infinity',
      within: `received_at < ${before(now, days.answersDays)}`,
      isOld: `operation <> 'refund' and body !~* '"status"\\s*:\\s*"(completed|refunded|partially refunded)"'
        and not exists (select from payments where payments.id = record.payment_id
          and status in ('CREATED', 'INITIATED', 'PENDING', 'NEEDS_REVIEW'))
        and not exists (select from refunds where refunds.payment_id = record.payment_id
          and status in ('REQUESTED', 'SENDING', 'UNKNOWN'))`,
    },
    {
      table: 'sent_messages',
      key: 'key',
      type: 'text',
      first: '',
      isOld: `sent_at < ${before(now, days.messagesDays)}`,
    },
    { ...byId, table: 'account_tokens', isOld: expired },
    { ...byId, table: 'operator_invitations', isOld: expired },
    { ...byId, table: 'operator_password_resets', isOld: expired },
    {
      ...byId,
      table: 'operator_sessions',
      isOld: `least(ended_at, expires_at) < ${before(now, days.sessionsDays)}`,
    },
    { ...byId, table: 'open_sessions', isOld: `expires_at < ${before(now, 1)}` },
    { table: 'ended_sessions', key: 'id', type: 'text', first: '', isOld: `expires_at < ${before(now, 1)}` },
    {
      table: 'attempts',
      key: 'key',
      type: 'text',
      first: '',
      isOld: `expire < ${now.getTime() - DAY_MS}`,
    },
  ];
}

async function removeFrom({ orm }: Services, growing: Growing, atOnce: number): Promise<number> {
  const { table, key, type, first, within = 'true', isOld } = growing;
  const statement = `with page as (
      select ${key} as key from ${table} where ${key} > ?::${type} and ${within} order by ${key} limit ${atOnce}
    ), gone as (
      delete from ${table} record where record.${key} in (select key from page) and ${within} and ${isOld} returning 1
    )
    select (select key::text from page order by key desc limit 1) as last, (select count(*)::int from gone) as removed`;
  let removed = 0;
  for (let last: string | null = first; last !== null; ) {
    const [page]: Page[] = await orm.em.fork().execute<Page[]>(statement, [last]);
    removed += page?.removed ?? 0;
    last = page?.last ?? null;
  }
  return removed;
}

async function removeJobs({ orm }: Services, finishedBefore: string, atOnce: number): Promise<number> {
  const statement = `with old as (
      select name, id from pgboss.job
      where name in (select name from pgboss.queue) and state in ('completed', 'cancelled', 'failed')
        and completed_on < ${finishedBefore} limit ${atOnce}
    ), gone as (
      delete from pgboss.job where (name, id) in (table old) returning 1
    )
    select count(*)::int as removed from gone`;
  let removed = 0;
  for (;;) {
    const [row] = await orm.em.fork().execute<{ removed: number }[]>(statement);
    removed += row?.removed ?? 0;
    if ((row?.removed ?? 0) < atOnce) return removed;
  }
}
