import { z } from 'zod';
import { appliesTo, type Fault, faultSchema, type Target } from './fault.ts';
import { parse } from './parse.ts';
import { seededRandom } from './seeded-random.ts';

export const faultsSchema = z.array(faultSchema).max(100);

interface ActiveFault {
  readonly fault: Fault;
  readonly random: () => number;
  timesLeft: number;
}

export class Faults {
  #active: ActiveFault[] = [];

  /** With a key: replaces only that merchant's faults, so that tests with their own keys do not disturb each other. */
  set(input: unknown, key?: string): void {
    const others = key === undefined ? [] : this.#active.filter(({ fault }) => fault.forKey !== key);
    const added = parse(faultsSchema, input).map((fault) => ({
      fault: key === undefined ? fault : { ...fault, forKey: key },
      random: seededRandom(fault.seed ?? 1),
      timesLeft: fault.times ?? Number.POSITIVE_INFINITY,
    }));
    this.#active = [...others, ...added];
  }

  list(key?: string): (Fault & { timesLeft?: number })[] {
    return this.#active
      .filter(({ fault }) => key === undefined || fault.forKey === key)
      .map(({ fault, timesLeft }) => (fault.times === undefined ? { ...fault } : { ...fault, timesLeft }));
  }

  /** What is left of them, in the form that `set` takes. */
  remaining(): Fault[] {
    return this.list()
      .filter(({ timesLeft }) => timesLeft !== 0)
      .map(({ timesLeft, ...fault }) => (timesLeft === undefined ? fault : { ...fault, times: timesLeft }));
  }

  /** Selects the faults for one request. Call it once per request: it counts `times` and advances the random numbers. */
  select(target: Target): Fault[] {
    const selected: Fault[] = [];
    for (const active of this.#active) {
      const { fault } = active;
      if (!appliesTo(fault, target) || active.timesLeft === 0) continue;
      if (fault.probability !== undefined && active.random() >= fault.probability) continue;
      active.timesLeft -= 1;
      selected.push(fault);
    }
    return selected;
  }
}
