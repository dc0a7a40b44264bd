import { type EntityManager } from '@mikro-orm/postgresql';
import { BadUserInput } from '../../errors.ts';
import { DAY_MS } from '../../subscriptions/period.ts';
import { Subscription } from '../../subscriptions/subscription.ts';
import { SubscriptionRecord } from '../records/subscription-record.ts';
import { Conditions } from './conditions.ts';
import { type Connection, connectionOf } from './connection.ts';
import { type List, type Page, readPage } from './read-page.ts';

const MAX_DAYS = 3_650;

export const SubscriptionConnection = connectionOf('Subscription', () => SubscriptionRecord);

export interface EndingFilter {
  from: Date | null;
  to: Date | null;
  paidAgain: boolean | null;
}

/** The next to end first: access that runs now and ends within so many days, or what a filter says instead. */
export function listEndingSoon(
  em: EntityManager,
  days: number,
  filter: EndingFilter,
  page: Page,
): Promise<Connection<SubscriptionRecord>> {
  if (Object.values(filter).some((value) => value !== null)) return listEnding(em, days, filter, page);
  const list: List<SubscriptionRecord> = {
    name: 'endingSoon',
    from: 'subscriptions s',
    key: { expression: 's.ends_at', type: 'timestamptz' },
    id: 's.user_id',
    direction: 'asc',
    load: (ids) => loadSubscriptions(em, ids),
  };
  const conditions = new Conditions();
  conditions.add('s.ends_at > now()');
  conditions.add(`s.ends_at <= now() + ? * interval '24 hours'`, readDays(days));
  return readPage(em, list, conditions, page);
}

/** As `figures_ending` counts them. Without an instant: from now on, for so many days. */
function listEnding(
  em: EntityManager,
  days: number,
  { from, to, paidAgain }: EndingFilter,
  page: Page,
): Promise<Connection<SubscriptionRecord>> {
  const list: List<SubscriptionRecord> = {
    name: 'endingSoon-filtered',
    from: 'figures_ending e',
    key: { expression: 'e.at', type: 'timestamptz' },
    id: 'e.user_id',
    direction: 'asc',
    load: (ids) => loadSubscriptions(em, ids),
  };
  const start = from ?? new Date();
  const conditions = new Conditions();
  conditions.between('e.at', 'from', { from: start, to: to ?? new Date(start.getTime() + readDays(days) * DAY_MS) });
  if (paidAgain !== null) conditions.add(paidAgain ? 'e.is_paid_again' : 'not e.is_paid_again');
  return readPage(em, list, conditions, page);
}

async function loadSubscriptions(em: EntityManager, ids: string[]): Promise<Map<string, SubscriptionRecord>> {
  const found = await em.fork().find(Subscription, { user: { $in: ids } });
  return new Map(found.map((one) => [one.user.id, new SubscriptionRecord(one)]));
}

function readDays(days: number): number {
  if (days >= 1 && days <= MAX_DAYS) return days;
  throw new BadUserInput('days', `days must be from 1 to ${MAX_DAYS}.`);
}
