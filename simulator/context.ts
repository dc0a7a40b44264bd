import type { Faults } from './faults.ts';
import type { Payments } from './payments.ts';
import type { RequestLog } from './request-log.ts';
import type { CurrentSettings } from './settings.ts';

export interface Context {
  /** The public URL, without a slash at the end. A function, because the port is known only after listening. */
  readonly url: () => string;
  readonly secretKey: string;
  readonly payments: Payments;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly settings: CurrentSettings;
  readonly now: () => number;
  readonly shutdownSignal: AbortSignal;
}
