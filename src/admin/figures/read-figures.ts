import { readRows } from '../../database/read-rows.ts';
import { nepalDay } from '../../receipts/nepali-calendar.ts';
import { type Services } from '../../services.ts';
import { type Days } from './figure-period.ts';

export interface Money {
  collectedPaisa: number;
  paidBackPaisa: number;
  feePaisa: number;
  payments: number;
  refunds: number;
  unknownRefunds: number;
}

export interface Kinds {
  newPaisa: number;
  renewedPaisa: number;
  returnedPaisa: number;
}

export interface Active {
  paid: number | null;
  trial: number | null;
  complimentary: number | null;
}

export type Outcomes = Record<
  'opened' | 'completed' | 'pending' | 'canceled' | 'expired' | 'failed' | 'inReview',
  number
>;

/** The rows of `text`, in the order of `periods`. It uses `period.starts_at` and `period.ends_at`. */
async function readForEach<Row extends object>({ readOrm }: Services, periods: Days[], text: string): Promise<Row[]> {
  const starts = periods.map(({ from }) => `${from}T00:00:00+05:45`);
  const ends = periods.map(({ to }) => `${to}T24:00:00+05:45`);
  return readRows<Row>(
    readOrm,
    `select found.* from unnest($1::timestamptz[], $2::timestamptz[]) with ordinality period (starts_at, ends_at, place)
     cross join lateral (${text}) found order by period.place`,
    [starts, ends],
  );
}

const within = 'at >= period.starts_at and at < period.ends_at';

export function readMoney(services: Services, periods: Days[]): Promise<Money[]> {
  return readForEach(
    services,
    periods,
    `select * from (
       select coalesce(sum(paisa), 0)::float8 as "collectedPaisa", coalesce(sum(fee_paisa), 0)::float8 as "feePaisa",
         count(*)::int as payments
       from figures_collected where ${within}) collected,
     (select coalesce(sum(paisa), 0)::float8 as "paidBackPaisa", count(*)::int as refunds,
        count(*) filter (where is_unknown)::int as "unknownRefunds"
      from figures_paid_back where ${within}) paid_back`,
  );
}

export function readKinds(services: Services, periods: Days[]): Promise<Kinds[]> {
  const sum = (kind: string) => `coalesce(sum(paisa) filter (where kind = '${kind}'), 0)::float8`;
  return readForEach(
    services,
    periods,
    `select ${sum('NEW')} as "newPaisa", ${sum('RENEWED')} as "renewedPaisa", ${sum('RETURNED')} as "returnedPaisa"
     from figures_collected where ${within}`,
  );
}

/** At the end of each period's last day; of today, until now. Null for days to come. Each person counts once. */
export async function readActive(services: Services, periods: Days[]): Promise<Active[]> {
  const today = nepalDay(new Date());
  const rows = await readForEach<Active>(
    services,
    periods,
    `select count(*) filter (where is_paid)::int as paid, count(*) filter (where not is_paid and is_trial)::int as trial,
       count(*) filter (where not is_paid and not is_trial)::int as complimentary
     from (
       select bool_or(kind = 'PAID') as is_paid, bool_or(kind = 'TRIAL') as is_trial
       from figures_access
       where starts_at < least(period.ends_at, now()) and ends_at >= least(period.ends_at, now()) group by user_id
     ) person`,
  );
  const unknown = { paid: null, trial: null, complimentary: null };
  return rows.map((row, index) => ((periods[index]?.to ?? '') > today ? unknown : row));
}

export function readOutcomes(services: Services, periods: Days[]): Promise<Outcomes[]> {
  const count = (outcome: string) => `count(*) filter (where outcome = '${outcome}')::int`;
  return readForEach(
    services,
    periods,
    `select count(*)::int as opened, ${count('COMPLETED')} as completed, ${count('PENDING')} as pending,
       ${count('CANCELED')} as canceled, ${count('EXPIRED')} as expired, ${count('FAILED')} as failed,
       ${count('IN_REVIEW')} as "inReview"
     from figures_opened where ${within}`,
  );
}

export interface Ending {
  ending: number;
  paidAgain: number;
}

export function readEnding(services: Services, days: Days[]): Promise<Ending[]> {
  return readForEach(
    services,
    days,
    `select count(distinct user_id)::int as ending,
       count(distinct user_id) filter (where is_paid_again)::int as "paidAgain"
     from figures_ending where ${within}`,
  );
}

export interface Renewals {
  month: string;
  ended: number;
  renewed: number;
  isOver: boolean;
}

/** Of the months that have a day within `days`, also those without an end of access. */
export function readRenewals({ readOrm }: Services, { from, to }: Days): Promise<Renewals[]> {
  return readRows(
    readOrm,
    `select to_char(months.month, 'YYYY-MM-DD') as month, count(renewals.user_id)::int as ended,
       count(*) filter (where renewals.is_renewed)::int as renewed,
       (months.month + interval '1 month')::timestamp at time zone interval '5 hours 45 minutes' + interval '720 hours'
         <= now() as "isOver"
     from generate_series(date_trunc('month', $1::timestamp), $2::timestamp, interval '1 month') months (month)
     left join figures_renewals renewals on renewals.month = months.month::date
     group by months.month order by months.month`,
    [from, to],
  );
}

export async function readCurrentValue({
  readOrm,
}: Services): Promise<{ thirtyDayValuePaisa: number; isAtMost: boolean }> {
  const [row] = await readRows<{ thirtyDayValuePaisa: number; isAtMost: boolean }>(
    readOrm,
    `select thirty_day_value_paisa::float8 as "thirtyDayValuePaisa", is_at_most as "isAtMost" from figures_current_value`,
    [],
  );
  if (!row) throw new Error('figures_current_value has one row');
  return row;
}
