import { type EntityManager } from '@mikro-orm/postgresql';
import { asMove, endOf, planReturn, type Returned } from './bring-back.ts';
import { type PeriodMove, planCut } from './cut-access.ts';
import { grantAccess, type NewAccess } from './grant-access.ts';
import { findPeriodsLeft } from './start-now.ts';
import { Subscription } from './subscription.ts';

/** What becomes of a customer's access. Null: there is none. */
export interface AccessChange {
  endsAtBefore: Date | null;
  endsAtAfter: Date | null;
  /** The later periods that move up. */
  moves: PeriodMove[];
  /** The periods that come back, because the payment that has exchanged them is refunded. */
  returned: PeriodMove[];
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
  if (!cut) return { endsAtBefore, endsAtAfter: endsAtBefore, moves: [], returned: [] };
  return { endsAtBefore, endsAtAfter: ifAfter(cut.now, cut.endsAt), moves: cut.moves, returned: [] };
}

/** What becomes of the access if exchanged periods come back after that. */
export async function withReturned(
  em: EntityManager,
  userId: string,
  change: AccessChange,
  exception: string,
  { returned, now }: { returned: Returned[]; now: Date },
): Promise<AccessChange> {
  if (returned.length === 0) return change;
  const left = await findPeriodsLeft(em, userId, now);
  const moved = new Map(change.moves.map((move) => [move.period.id, move]));
  const others = left
    .filter(({ paymentId }) => paymentId !== exception)
    .map((period) => moved.get(period.id) ?? asMove(period));
  const { places, moves } = planReturn(returned, others, now);
  const changed = moves.filter(({ period, startsAt }) => startsAt.getTime() !== period.startsAt.getTime());
  return { ...change, endsAtAfter: endOf([...places, ...moves], now), moves: changed, returned: places };
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
