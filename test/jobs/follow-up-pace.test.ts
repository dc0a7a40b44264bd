import { describe, expect, it } from '@jest/globals';
import { type Experience, FIRST_PACE, nextPace, type Pace } from '../../src/jobs/follow-up-pace.ts';

const QUICK: Experience = { tookMs: 50, fault: 'NONE', wasBusy: true };
const SLOW: Experience = { ...QUICK, tookMs: 500 };
const FAILED: Experience = { ...QUICK, fault: 'NO_ANSWER' };
const TOO_MANY: Experience = { ...QUICK, fault: 'TOO_MANY' };

function paceAfter(pace: Pace, answers: number, experience: Experience): Pace {
  let next = pace;
  for (let answer = 0; answer < answers; answer += 1) next = nextPace(next, experience);
  return next;
}

const grown = paceAfter(FIRST_PACE, 2_000, QUICK);

describe('nextPace', () => {
  it('asks for more at once after each round of quick answers, ever faster, up to 64', () => {
    expect(paceAfter(FIRST_PACE, 7, QUICK).atOnce).toBe(8);
    expect(paceAfter(FIRST_PACE, 8, QUICK).atOnce).toBe(9);
    expect(paceAfter(FIRST_PACE, 8 + 9, QUICK).atOnce).toBe(11);
    expect(grown.atOnce).toBe(64);
  });

  it('does not ask for more while fewer payments are due than it could ask for', () => {
    expect(paceAfter(FIRST_PACE, 100, { ...QUICK, wasBusy: false }).atOnce).toBe(8);
  });

  it('halves at once when Khalti says that it is too much, and once for all that were asked before', () => {
    const less = nextPace(grown, TOO_MANY);
    expect(less.atOnce).toBe(32);
    expect(paceAfter(less, 63, TOO_MANY).atOnce).toBe(32);
    expect(paceAfter(less, 64, TOO_MANY).atOnce).toBe(16);
  });

  it.each([
    { what: 'is slower than twice the best', experience: SLOW },
    { what: 'fails', experience: FAILED },
  ])('halves after a round that $what, and never asks for fewer than two', ({ experience }) => {
    expect(paceAfter(grown, 64, experience).atOnce).toBe(32);
    expect(paceAfter(grown, 300, experience).atOnce).toBe(2);
  });

  it('bears single failures and slow answers', () => {
    let pace = grown;
    for (let answer = 0; answer < 1_000; answer += 1)
      pace = nextPace(pace, [FAILED, SLOW, QUICK][answer % 10] ?? QUICK);
    expect(pace.atOnce).toBe(64);
  });

  it('recovers when Khalti is quick again', () => {
    expect(paceAfter(paceAfter(grown, 1_000, FAILED), 2_000, QUICK).atOnce).toBe(64);
  });

  it('gets used to a Khalti that stays slower', () => {
    const least = paceAfter(grown, 300, SLOW);
    expect(least.atOnce).toBe(2);
    expect(paceAfter(least, 2_000, SLOW).atOnce).toBe(64);
  });
});
