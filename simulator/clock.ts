import { z } from 'zod';
import { parse } from './parse.ts';
import { nepalTime, SECOND_MS } from './time.ts';

const moveSchema = z
  .strictObject({
    advanceSeconds: z.number().min(0).max(3_153_600_000).optional(),
    at: z.iso.datetime({ offset: true, error: 'must be a time such as 2026-01-31T10:00:00Z' }).optional(),
  })
  .refine(({ advanceSeconds, at }) => (advanceSeconds === undefined) !== (at === undefined), {
    message: 'send either advanceSeconds or at',
  });

/** The simulator's time. It goes on as the machine's, ahead of it or behind it by what a script has moved it. */
export class Clock {
  readonly #machineNow: () => number;
  #aheadMs = 0;

  constructor(machineNow: () => number) {
    this.#machineNow = machineNow;
  }

  readonly now = (): number => this.#machineNow() + this.#aheadMs;

  move(input: unknown): void {
    const { advanceSeconds = 0, at } = parse(moveSchema, input);
    if (at === undefined) this.#aheadMs += advanceSeconds * SECOND_MS;
    else this.#aheadMs = Date.parse(at) - this.#machineNow();
  }

  reset(): void {
    this.#aheadMs = 0;
  }

  toJSON(): { now: string; aheadSeconds: number } {
    return { now: nepalTime(this.now()), aheadSeconds: this.#aheadMs / SECOND_MS };
  }
}
