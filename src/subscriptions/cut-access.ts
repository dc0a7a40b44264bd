import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { DAY_MS, Period } from './period.ts';
import { Subscription } from './subscription.ts';

export const ALL_DAYS = Number.POSITIVE_INFINITY;

/** A later period that moves up to fill the gap, and when it runs then. */
export interface PeriodMove {
  period: Period;
  startsAt: Date;
  endsAt: Date;
}

/** What taking days off the end of a period does. Nothing is changed yet. */
export interface Cut {
  subscription: Subscription;
  period: Period;
  /** When the period is revoked; null if some of it is left. */
  revokedAt: Date | null;
  /** When the period itself ends then. */
  periodEndsAt: Date;
  moves: PeriodMove[];
  /** When access ends then. In the past if there is none. */
  endsAt: Date;
  now: Date;
}

type Which = { id: string } | { paymentId: string };

/**
 * Takes days off the end of a period; if no more than these are left, the period is revoked. Later periods move up to fill
 * the gap. Returns when access ends now; null if there is none, or if there was nothing to take. Call it in a transaction.
 */
export async function cutAccess(em: EntityManager, which: Which, days: number): Promise<Date | null> {
  const cut = await planCut(em, which, days, LockMode.PESSIMISTIC_WRITE);
  if (!cut) return null;
  applyCut(cut);
  return cut.endsAt > cut.now ? cut.endsAt : null;
}

export function applyCut(cut: Cut): void {
  const { subscription, period, moves } = cut;
  if (cut.revokedAt) period.revokedAt = cut.revokedAt;
  else period.shortenTo(cut.periodEndsAt);
  for (const { period: later, startsAt, endsAt } of moves) Object.assign(later, { startsAt, endsAt });
  subscription.endsAt = cut.endsAt;
}

/** What `cutAccess` would do now. Null if there is no such period, or if it was revoked before. */
export async function planCut(
  em: EntityManager,
  which: Which,
  days: number,
  lockMode?: LockMode.PESSIMISTIC_WRITE,
): Promise<Cut | null> {
  const now = new Date();
  const found = days > 0 ? await em.findOne(Period, { ...which, revokedAt: null }) : null;
  if (!found) return null;
  const lock = lockMode === undefined ? {} : { lockMode };
  const subscription = await em.findOneOrFail(Subscription, { user: found.user }, { ...lock, refresh: true });
  const period = await em.refresh(found);
  if (!period || period.revokedAt) return null;
  const others = await em.find(
    Period,
    { user: subscription.user, revokedAt: null, id: { $ne: period.id }, endsAt: { $gt: now } },
    { orderBy: { startsAt: 'asc' }, refresh: true },
  );
  return computeCut(subscription, period, others, days, now);
}

/** The days that a payment still grants, rounded up; 0 if there are none. */
export async function daysLeftOf(em: EntityManager, paymentId: string): Promise<number> {
  const period = await em.findOne(Period, { paymentId, revokedAt: null });
  return period ? Math.ceil(period.leftMs(new Date()) / DAY_MS) : 0;
}

/** `others` are the customer's other unrevoked periods that end after `now`, in their order. */
export function computeCut(subscription: Subscription, period: Period, others: Period[], days: number, now: Date): Cut {
  const leftMs = period.leftMs(now);
  const isRevoked = leftMs <= days * DAY_MS;
  const cutMs = isRevoked ? leftMs : days * DAY_MS;
  const periodEndsAt = earlier(period.endsAt, cutMs);
  const moves = cutMs > 0 ? others.filter(({ startsAt }) => startsAt >= period.endsAt).map(moveUp(cutMs)) : [];
  const last = moves.at(-1) ?? (isRevoked ? others.at(-1) : { endsAt: periodEndsAt });
  const endsAt = last?.endsAt ?? (subscription.endsAt > now ? now : subscription.endsAt);
  return { subscription, period, revokedAt: isRevoked ? now : null, periodEndsAt, moves, endsAt, now };
}

function moveUp(byMs: number): (period: Period) => PeriodMove {
  return (period) => ({ period, startsAt: earlier(period.startsAt, byMs), endsAt: earlier(period.endsAt, byMs) });
}

function earlier(time: Date, byMs: number): Date {
  return new Date(time.getTime() - byMs);
}
