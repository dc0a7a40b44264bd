import { describe, expect, it } from '@jest/globals';
import { runChaos } from './run-chaos.ts';

// `npm run test:chaos` sets the number; set the seed to repeat a run.
const CHECKOUTS = Number(process.env.CHAOS_CHECKOUTS ?? 100);
const SEED = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);
const IS_LARGE = CHECKOUTS > 1_000;
const MAX_MS = CHECKOUTS * 300 + 300_000;

describe('payments and refunds among crashes', () => {
  it(
    `agree with Khalti's books in the end, each granted, refunded and receipted once (seed ${SEED})`,
    async () => {
      const { books, facts } = await runChaos({
        checkouts: CHECKOUTS,
        shoppersAtOnce: IS_LARGE ? 100 : 20,
        seed: SEED,
        awayMs: IS_LARGE ? 30_000 : 2_000,
        disturbEveryMs: IS_LARGE ? 3_000 : 1_000,
        refundEveryMs: IS_LARGE ? 400 : 300,
        drainedWithinMs: MAX_MS / 4,
      });
      if (IS_LARGE) console.table({ ...facts, ...books.faults });
      if (books.examples.length > 0) console.log(books.examples.join('\n'));
      expect(facts.killed).toBeGreaterThan(0);
      expect(facts.paid).toBeGreaterThan(CHECKOUTS / 3);
      expect(books.faults).toEqual(Object.fromEntries(Object.keys(books.faults).map((fault) => [fault, 0])));
    },
    MAX_MS,
  );
});
