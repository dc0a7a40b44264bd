import { type EntityManager } from '@mikro-orm/postgresql';
import { type PeriodMove } from './cut-access.ts';
import { type Period } from './period.ts';
import { findPeriodsLeft } from './start-now.ts';
import { type Subscription } from './subscription.ts';

/** A period that was exchanged, and what is left of it now. */
export interface Returned {
  period: Period;
  leftMs: number;
}

/** What is left of exchanged periods now: the time since then has used them up in their order, as if they had gone on. */
export function leftSince(periods: Period[], exchangedAt: Date, now: Date): Returned[] {
  let passedMs = Math.max(0, now.getTime() - exchangedAt.getTime());
  const returned: Returned[] = [];
  for (const period of [...periods].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())) {
    const unusedMs = period.leftMs(exchangedAt);
    const usedMs = Math.min(unusedMs, passedMs);
    passedMs -= usedMs;
    if (unusedMs > usedMs) returned.push({ period, leftMs: unusedMs - usedMs });
  }
  return returned;
}

/** When each period would run if these came back now: at once, before what has not begun; or after all, if another runs. */
export function planReturn(
  returned: Returned[],
  others: PeriodMove[],
  now: Date,
): { places: PeriodMove[]; moves: PeriodMove[] } {
  const isOtherRunning = others.some(({ startsAt }) => startsAt < now);
  const places = inOrder(returned, isOtherRunning ? endOf(others, now) : now);
  if (isOtherRunning) return { places, moves: others };
  const later = others.map(({ period, startsAt, endsAt }) => ({
    period,
    leftMs: endsAt.getTime() - startsAt.getTime(),
  }));
  return { places, moves: inOrder(later, endOf(places, now)) };
}

/** Brings exchanged periods back after the period that they were exchanged for was cut. Returns when access ends. */
export async function bringBack(
  em: EntityManager,
  subscription: Subscription,
  returned: Returned[],
  now: Date,
): Promise<Date> {
  const others = await findPeriodsLeft(em, subscription.user.id, now);
  const { places, moves } = planReturn(returned, others.map(asMove), now);
  for (const { period, startsAt, endsAt } of moves) Object.assign(period, { startsAt, endsAt });
  for (const { period, startsAt, endsAt } of places) period.comeBack(startsAt, endsAt);
  subscription.endsAt = endOf([...places, ...moves], now);
  return subscription.endsAt;
}

export function asMove(period: Period): PeriodMove {
  return { period, startsAt: period.startsAt, endsAt: period.endsAt };
}

export function endOf(moves: PeriodMove[], now: Date): Date {
  return moves.reduce((last, { endsAt }) => (endsAt > last ? endsAt : last), now);
}

function inOrder(periods: Returned[], from: Date): PeriodMove[] {
  let end = from;
  return periods.map(({ period, leftMs }) => {
    const startsAt = end;
    end = new Date(end.getTime() + leftMs);
    return { period, startsAt, endsAt: end };
  });
}
