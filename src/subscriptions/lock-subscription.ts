import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { Subscription } from './subscription.ts';

/**
 * The customer's subscription, locked until the transaction ends. A customer without one gets one that ends now. Its row is
 * inserted before it is locked: a payment that completes at the same moment is either waited for, or fails and tries again.
 */
export async function lockSubscription(
  em: EntityManager,
  { user, plan }: Pick<Subscription, 'user' | 'plan'>,
): Promise<Subscription> {
  const now = new Date();
  await em.execute(
    'insert into subscriptions (user_id, plan_id, starts_at, ends_at) values (?, ?, ?, ?) on conflict do nothing',
    [user.id, plan.id, now, now],
  );
  return em.findOneOrFail(Subscription, { user: user.id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}
