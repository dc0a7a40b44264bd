import type { FastifyRequest } from 'fastify';
import type { ChosenPidxs } from './chosen-pidxs.ts';
import type { Clock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { Journal, LoggedRequest } from './journal/journal.ts';
import type { Merchants } from './merchants.ts';
import type { Payments } from './payments.ts';
import type { CurrentSettings } from './settings/settings.ts';

export interface Context {
  /** The public URL, without a slash at the end. A function, because the port is known only after listening. */
  readonly url: () => string;
  readonly merchants: Merchants;
  readonly payments: Payments;
  readonly chosenPidxs: ChosenPidxs;
  readonly faults: Faults;
  /** The faults that the simulator started with. */
  readonly firstFaults: unknown;
  readonly journal: Journal;
  /** What the journal has of a request that is being answered. */
  readonly entries: WeakMap<FastifyRequest, LoggedRequest>;
  readonly settings: CurrentSettings;
  readonly clock: Clock;
  readonly now: () => number;
  readonly shutdownSignal: AbortSignal;
}
