import { z } from 'zod';
import { appliesTo, type Fault, faultSchema } from './fault.ts';
import type { Endpoint } from './fault-kinds.ts';
import { parse } from './parse.ts';
import { seededRandom } from './seeded-random.ts';

const faultsSchema = z.array(faultSchema).max(100);

interface ActiveFault {
  readonly fault: Fault;
  readonly random: () => number;
  timesLeft: number;
}

export class Faults {
  #active: ActiveFault[] = [];

  set(input: unknown): void {
    this.#active = parse(faultsSchema, input).map((fault) => ({
      fault,
      random: seededRandom(fault.seed ?? 1),
      timesLeft: fault.times ?? Number.POSITIVE_INFINITY,
    }));
  }

  list(): (Fault & { timesLeft?: number })[] {
    return this.#active.map(({ fault, timesLeft }) =>
      fault.times === undefined ? { ...fault } : { ...fault, timesLeft },
    );
  }

  /** Selects the faults for one request. Call it once per request: it counts `times` and advances the random numbers. */
  select(endpoint: Endpoint, pidx: string | undefined): Fault[] {
    const selected: Fault[] = [];
    for (const active of this.#active) {
      const { fault } = active;
      if (!appliesTo(fault, endpoint, pidx) || active.timesLeft === 0) continue;
      if (fault.probability !== undefined && active.random() >= fault.probability) continue;
      active.timesLeft -= 1;
      selected.push(fault);
    }
    return selected;
  }
}
