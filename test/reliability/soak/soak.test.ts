import { describe, expect, it } from '@jest/globals';
import { runSoak } from './run-soak.ts';

// `npm run test:soak` sets the time.
const SECONDS = Number(process.env.SOAK_SECONDS ?? 15);
const PER_SECOND = Number(process.env.SOAK_PER_SECOND ?? 5);
const SEED = Number(process.env.SOAK_SEED ?? Date.now() % 1_000_000);
const IS_LONG = SECONDS > 120;

describe('a modest load', () => {
  it(
    `leaves no file, connection or job behind (seed ${SEED})`,
    async () => {
      const { checkouts, trends } = await runSoak({ seconds: SECONDS, perSecond: PER_SECOND, seed: SEED });
      if (IS_LONG) console.table({ ...trends, checkouts: { last: checkouts } });
      expect(checkouts).toBeGreaterThan(SECONDS);
      const grown = Object.entries(trends).filter(([name, { first, last }]) => last > mostOf(name, first));
      expect(grown).toEqual([]);
    },
    SECONDS * 1000 + 240_000,
  );
});

/** In a short time, memory only warms up. Of the rest, a load comes and goes. */
function mostOf(name: string, first: number): number {
  if (!name.startsWith('resident memory')) return first + 40;
  return IS_LONG ? first * 1.3 : Number.POSITIVE_INFINITY;
}
