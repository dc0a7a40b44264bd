import { DAY_MS } from '../subscriptions/period.ts';
import { type SeededRandom } from './seeded-random.ts';
import { HOUR_MS } from './times.ts';

const NEPAL_OFFSET_MS = 5.75 * HOUR_MS;
/** From Sunday to Saturday, which is the day off. */
const WEEKDAYS = [1.2, 1.05, 1, 1, 0.95, 0.9, 0.65];
/** From January to December: the festivals are in October and November. */
const MONTHS = [0.8, 0.85, 0.95, 1.05, 1, 0.9, 0.8, 0.95, 1.1, 1.4, 1.25, 0.95];
/** From midnight on, in Nepal. */
const HOURS = [1, 0.5, 0.3, 0.2, 0.3, 1, 3, 5, 6, 7, 8, 8, 7, 6, 6, 7, 8, 9, 10, 12, 12, 10, 6, 3];

/** The instants at which so many customers sign up, in order: more of them as time goes on. */
export function spreadSignUps(count: number, days: number, now: Date, random: SeededRandom): Date[] {
  const from = new Date(now.getTime() - days * DAY_MS);
  const firstMidnight = Math.floor((from.getTime() + NEPAL_OFFSET_MS) / DAY_MS) * DAY_MS;
  const weights = Array.from({ length: days + 1 }, (_, day) => {
    const inNepal = new Date(firstMidnight + day * DAY_MS);
    const growth = 0.4 + (1.4 * day) / days;
    return growth * Number(WEEKDAYS[inNepal.getUTCDay()]) * Number(MONTHS[inNepal.getUTCMonth()]);
  });
  const signUps = Array.from({ length: count }, () => {
    for (;;) {
      const midnight = firstMidnight + random.place(weights) * DAY_MS - NEPAL_OFFSET_MS;
      const at = new Date(Math.floor(midnight + (random.place(HOURS) + random.next()) * HOUR_MS));
      // The first and the last day are not whole.
      if (at >= from && at < now) return at;
    }
  });
  return signUps.sort((a, b) => a.getTime() - b.getTime());
}
