import type { Faults } from './faults.ts';
import type { Payments } from './payments.ts';
import type { RequestLog } from './request-log.ts';
import type { Settings } from './settings.ts';

/** What the routes share. */
export interface Context {
  /** Where browsers and scripts reach the simulator, without a slash at the end. */
  readonly url: () => string;
  readonly secretKey: string;
  readonly payments: Payments;
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** Replaced whole by each change: never keep it. */
  readonly settings: () => Settings;
  readonly configure: (change: unknown) => Settings;
  readonly now: () => number;
  /** Aborts when the simulator closes, so that held requests let go. */
  readonly closing: AbortSignal;
}
