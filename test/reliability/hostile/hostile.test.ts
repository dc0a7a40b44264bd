import { describe, expect, it } from '@jest/globals';
import { runHostile } from './run-hostile.ts';

// `npm run test:hostile` sets the number; set the seed to repeat a run.
const REQUESTS = Number(process.env.HOSTILE_REQUESTS ?? 800);
const SEED = Number(process.env.HOSTILE_SEED ?? Date.now() % 1_000_000);
const IS_LARGE = REQUESTS > 10_000;

describe('hostile requests', () => {
  it(
    `get no secret and break nothing, while good customers pay (seed ${SEED})`,
    async () => {
      const { attack, facts, ...result } = await runHostile({ requests: REQUESTS, seed: SEED });
      if (IS_LARGE) console.table({ ...facts, 'p99, ratio': result.p99Ratio, 'memory, ratio': result.memoryRatio });
      expect(attack.wrong).toEqual([]);
      expect(result).toMatchObject({ isAlive: true, mailsToOperators: [] });
      expect(result.logBytesForEach).toBeLessThan(2_000);
      // Few requests say nothing about memory and time.
      if (IS_LARGE) expect(result.memoryRatio).toBeLessThan(1.1);
      if (IS_LARGE) expect(result.p99Ratio).toBeLessThan(3);
    },
    REQUESTS * 30 + 240_000,
  );
});
