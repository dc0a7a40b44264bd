import type { AddressInfo } from 'node:net';
import { buildServer } from './build-server.ts';
import type { Fault } from './fault.ts';
import { Faults } from './faults.ts';
import type { Payment } from './payment.ts';
import { Payments } from './payments.ts';
import { PaymentsFile } from './payments-file.ts';
import { type LoggedRequest, RequestLog } from './request-log.ts';
import { CurrentSettings, type SettingsChange } from './settings.ts';

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
  secretKey?: string;
  settings?: SettingsChange;
  /** The clock in milliseconds, so that tests can move time. */
  now?: () => number;
  /** Keeps the payments across restarts. */
  dataFile?: string;
}

export interface Simulator {
  readonly url: string;
  readonly baseUrl: string;
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
  const { port, host = 'localhost', secretKey = SIMULATOR_SECRET_KEY, now = Date.now } = options;
  const settings = new CurrentSettings();
  settings.change(options.settings ?? {});
  const file = options.dataFile === undefined ? undefined : new PaymentsFile(options.dataFile);
  const payments = new Payments(now, (await file?.load()) ?? []);
  file?.watch(payments);
  const faults = new Faults();
  const requests = new RequestLog();
  const shutdown = new AbortController();
  let url = '';

  const server = buildServer(
    { url: () => url, secretKey, payments, faults, requests, settings, now, shutdownSignal: shutdown.signal },
    async () => file?.flush(),
    options.allowedHosts ?? [],
  );
  await server.listen({ port, host });
  url = options.publicUrl?.replace(/\/+$/, '') ?? `http://localhost:${(server.server.address() as AddressInfo).port}`;

  return {
    url,
    baseUrl: `${url}/api/v2/`,
    secretKey,
    payments: payments.byPidx,
    requests: requests.entries,
    configure: (change) => void settings.change(change),
    setFaults: (list) => faults.set(list),
    async close() {
      shutdown.abort();
      await server.close();
      await file?.flush();
    },
  };
}
