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

/** What is kept must not grow. Garbage lies while there is room, after it was all collected once. In a short time, both warm up. */
function mostOf(name: string, first: number): number {
  if (!name.endsWith('MB')) return first + 40;
  if (!IS_LONG) return Number.POSITIVE_INFINITY;
  return first * (name.includes('keeps') ? 1.1 : 2);
}
