import type { AddressInfo } from 'node:net';
import { buildServer } from './build-server.ts';
import { ChosenPidxs } from './chosen-pidxs.ts';
import { Clock } from './clock.ts';
import type { Context } from './context.ts';
import { PaymentsFile } from './data-file/payments-file.ts';
import type { Fault } from './fault.ts';
import { Faults } from './faults.ts';
import { Journal, type LoggedRequest } from './journal/journal.ts';
import { Merchants } from './merchants.ts';
import type { Payment } from './payment.ts';
import type { PaymentRecord } from './payment-record.ts';
import { Payments } from './payments.ts';
import { CurrentSettings, type SettingsChange } from './settings/settings.ts';

export type { Fault };

export const SIMULATOR_SECRET_KEY = 'simulator-secret-key';

export interface SimulatorOptions {
  /** 0 selects a free port. */
  port: number;
  /** Default: `localhost`, which also accepts connections to 127.0.0.1. */
  host?: string;
  /** The URL for browsers, if it is not `http://localhost:<port>`. Example: a phone or a container. */
  publicUrl?: string;
  /** More host names under which it answers, besides those of this machine and of `publicUrl`. */
  allowedHosts?: readonly string[];
  /** The merchant's key. Several: merchants that do not see each other's payments. */
  secretKey?: string | readonly string[];
  settings?: SettingsChange;
  faults?: readonly Fault[];
  /** The clock in milliseconds, so that tests can move time. */
  now?: () => number;
  /** Keeps the payments across restarts. */
  dataFile?: string;
}

export interface Simulator {
  readonly url: string;
  readonly port: number;
  readonly baseUrl: string;
  /** The first, if there are several. */
  readonly secretKey: string;
  readonly payments: ReadonlyMap<string, Payment>;
  /** The last 500 requests to Khalti's API and to the payment page, the newest last. */
  readonly requests: readonly LoggedRequest[];
  configure(settings: SettingsChange): void;
  setFaults(faults: readonly Fault[]): void;
  close(): Promise<void>;
}

/** Starts a stand-in for Khalti over real HTTP, with its payment page. It takes no money. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { host = 'localhost', dataFile } = options;
  const file = dataFile === undefined ? undefined : await PaymentsFile.open(dataFile);
  const shutdown = new AbortController();
  let url = '';
  const context = createContext(options, file?.load() ?? [], () => url, shutdown.signal);
  const { payments, journal, settings, faults } = context;
  file?.watch(payments);

  const server = buildServer(context, () => file?.flush(), options.allowedHosts ?? []);
  await server.listen({ port: options.port, host }).catch((error: unknown) => {
    file?.close();
    throw error;
  });
  const { port } = server.server.address() as AddressInfo;
  url = options.publicUrl?.replace(/\/+$/, '') ?? `http://localhost:${port}`;

  const [secretKey = SIMULATOR_SECRET_KEY] = keysOf(options);
  return {
    url,
    port,
    baseUrl: `${url}/api/v2/`,
    secretKey,
    payments: payments.byPidx,
    requests: journal.entries,
    configure: (change) => void settings.change(change),
    setFaults: (list) => faults.set(list),
    async close() {
      shutdown.abort();
      await server.close();
      file?.close();
    },
  };
}

function createContext(
  options: SimulatorOptions,
  records: readonly PaymentRecord[],
  url: () => string,
  shutdownSignal: AbortSignal,
): Context {
  const settings = new CurrentSettings(options.settings);
  const faults = new Faults();
  const firstFaults = options.faults ?? [];
  faults.set(firstFaults);
  const clock = new Clock(options.now ?? Date.now);
  return {
    url,
    merchants: new Merchants(keysOf(options), () => settings.values.acceptsAnyKey),
    payments: new Payments(clock.now, records),
    chosenPidxs: new ChosenPidxs(),
    faults,
    firstFaults,
    journal: new Journal(),
    entries: new WeakMap(),
    settings,
    clock,
    now: clock.now,
    shutdownSignal,
  };
}

function keysOf({ secretKey = SIMULATOR_SECRET_KEY }: SimulatorOptions): readonly string[] {
  return typeof secretKey === 'string' ? [secretKey] : secretKey;
}
