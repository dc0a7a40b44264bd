import { type EntityManager } from '@mikro-orm/postgresql';
import { type PeriodMove, planCut } from './cut-access.ts';
import { grantAccess, type NewAccess } from './grant-access.ts';
import { Subscription } from './subscription.ts';

/** What becomes of a customer's access. Null: there is none. */
export interface AccessChange {
  endsAtBefore: Date | null;
  endsAtAfter: Date | null;
  /** The later periods that move up. */
  moves: PeriodMove[];
}

/** What `cutAccess` would do now. */
export async function previewCut(
  em: EntityManager,
  userId: string,
  which: { id: string } | { paymentId: string },
  days: number,
): Promise<AccessChange> {
  const subscription = await em.findOne(Subscription, { user: userId });
  const now = new Date();
  const endsAtBefore = ifAfter(now, subscription?.endsAt);
  const cut = await planCut(em, which, days);
  if (!cut) return { endsAtBefore, endsAtAfter: endsAtBefore, moves: [] };
  return { endsAtBefore, endsAtAfter: ifAfter(cut.now, cut.endsAt), moves: cut.moves };
}

/** When the access would run that is given now. Pass an entity manager that saves nothing. */
export async function previewAccess(
  em: EntityManager,
  access: Omit<NewAccess, 'from'>,
): Promise<{ startsAt: Date; endsAt: Date }> {
  const subscription = await em.findOne(Subscription, { user: access.user.id });
  const { startsAt, endsAt } = grantAccess(subscription, { ...access, from: { paymentId: '' } }).period;
  return { startsAt, endsAt };
}

function ifAfter(now: Date, endsAt: Date | undefined): Date | null {
  return endsAt && endsAt > now ? endsAt : null;
}
