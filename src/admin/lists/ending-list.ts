import { type EntityManager } from '@mikro-orm/postgresql';
import { BadUserInput } from '../../errors.ts';
import { Subscription } from '../../subscriptions/subscription.ts';
import { SubscriptionRecord } from '../records/subscription-record.ts';
import { Conditions } from './conditions.ts';
import { type Connection, connectionOf } from './connection.ts';
import { type List, type Page, readPage } from './read-page.ts';

const MAX_DAYS = 3_650;

export const SubscriptionConnection = connectionOf('Subscription', () => SubscriptionRecord);

/** Access that runs now and ends within so many days, the next to end first. */
export function listEndingSoon(em: EntityManager, days: number, page: Page): Promise<Connection<SubscriptionRecord>> {
  if (days < 1 || days > MAX_DAYS) throw new BadUserInput('days', `days must be from 1 to ${MAX_DAYS}.`);
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
  conditions.add(`s.ends_at <= now() + ? * interval '24 hours'`, days);
  return readPage(em, list, conditions, page);
}

async function loadSubscriptions(em: EntityManager, ids: string[]): Promise<Map<string, SubscriptionRecord>> {
  const found = await em.fork().find(Subscription, { user: { $in: ids } });
  return new Map(found.map((one) => [one.user.id, new SubscriptionRecord(one)]));
}
