/** What one question to Khalti says about how many it takes at once. */
export interface Experience {
  tookMs: number;
  /** `TOO_MANY`: Khalti has said so (429). `NONE` also for a refusal: it was quick, and is about this payment alone. */
  fault: 'NONE' | 'NO_ANSWER' | 'TOO_MANY';
  /** Whether more payments were due than were asked for. Otherwise it proves nothing about a greater number. */
  wasBusy: boolean;
}

/** How many payments a worker follows up at once, with what it has learned so far. */
export interface Pace {
  readonly atOnce: number;
  /** The best median of a round. It slowly grows, so that a Khalti that stays slower is not compared with its past for ever. */
  readonly bestMs: number;
  /** Of the questions asked since the number was changed. */
  readonly round: readonly Experience[];
  /** Good rounds without a bad one between. */
  readonly goodRounds: number;
  /** How many answers are still to come that were asked before the number was halved. They say nothing about the new one. */
  readonly stale: number;
}

// Few enough for a Khalti that has just come back.
const AT_FIRST = 8;
// A question that waits in vain must not be the only one.
const LEAST = 2;
// Khalti names no limit. At 50 ms these are 1,280 payments a second, more than a worker can save; but among 30 % of faults
// most of them wait for a repetition.
const MOST = 64;
// More failures than this in a round are no accident.
const FAILED_SHARE = 0.25;
// A median of twice the best is slow. Below twice this, the difference may be the network's or the processor's.
const SLOW_FACTOR = 2;
const QUICK_MS = 100;
const FORGET = 1.02;

export const FIRST_PACE: Pace = { atOnce: AT_FIRST, bestMs: Infinity, round: [], goodRounds: 0, stale: 0 };

/**
 * After each answer. Half as many at once after a bad round, or when Khalti says that it is too much. One more after a good
 * and quick round, two more after the second in a row, and so on. A round has as many answers as there are payments at once.
 */
export function nextPace(pace: Pace, experience: Experience): Pace {
  if (pace.stale > 0) return { ...pace, stale: pace.stale - 1 };
  if (experience.fault === 'TOO_MANY') return halved(pace);
  const round = [...pace.round, experience];
  if (round.length < pace.atOnce) return { ...pace, round };
  const failed = round.filter(({ fault }) => fault !== 'NONE').length;
  if (failed > round.length * FAILED_SHARE) return halved(pace);
  const medianMs = medianOf(round);
  const bestMs = Math.min(medianMs, pace.bestMs * FORGET);
  if (medianMs > SLOW_FACTOR * Math.max(bestMs, QUICK_MS)) return halved({ ...pace, bestMs });
  if (!round.every(({ wasBusy }) => wasBusy)) return { ...pace, bestMs, round: [] };
  const goodRounds = pace.goodRounds + 1;
  return { atOnce: Math.min(MOST, pace.atOnce + goodRounds), bestMs, round: [], goodRounds, stale: 0 };
}

function halved({ atOnce, bestMs }: Pace): Pace {
  const half = Math.max(LEAST, Math.floor(atOnce / 2));
  return { atOnce: half, bestMs, round: [], goodRounds: 0, stale: atOnce - 1 };
}

function medianOf(round: readonly Experience[]): number {
  const sorted = round.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
