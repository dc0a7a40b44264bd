import type { AddressInfo } from 'node:net';
import { buildServer } from './build-server.ts';
import { type Fault, Faults } from './faults.ts';
import { parse } from './parse.ts';
import type { Payment } from './payment.ts';
import { Payments } from './payments.ts';
import { PaymentsFile } from './payments-file.ts';
import { type LoggedRequest, RequestLog } from './request-log.ts';
import { defaultSettings, type Settings, type SettingsChange, settingsChangeSchema } from './settings.ts';

export type { Fault };

export const SIMULATOR_SECRET_KEY = 'simulator-secret-key';

export interface SimulatorOptions {
  /** 0 for any that is free. */
  port: number;
  /** What to listen on. The default, `localhost`, is reached by that name and by 127.0.0.1. */
  host?: string;
  /** Where browsers reach it, when that is not `http://localhost:<port>`: a phone, a container. */
  publicUrl?: string;
  secretKey?: string;
  settings?: SettingsChange;
  /** The clock, in milliseconds, so that tests can move time. */
  now?: () => number;
  /** Keeps the payments over a restart. */
  dataFile?: string;
}

export interface Simulator {
  readonly url: string;
  readonly baseUrl: string;
  readonly secretKey: string;
  readonly payments: ReadonlyMap<string, Payment>;
  /** What reached Khalti's paths and the payment page: the last 500, newest last. */
  readonly requests: readonly LoggedRequest[];
  configure(settings: SettingsChange): void;
  setFaults(faults: readonly Fault[]): void;
  close(): Promise<void>;
}

/** A stand-in for Khalti over real HTTP, with its payment page. Takes no money, and says so everywhere. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { port, host = 'localhost', secretKey = SIMULATOR_SECRET_KEY, now = Date.now, dataFile } = options;
  let settings = defaultSettings;
  const configure = (change: unknown): Settings => {
    settings = { ...settings, ...parse(settingsChangeSchema, change) } as Settings;
    return settings;
  };
  configure(options.settings ?? {});

  const payments = new Payments(now, dataFile === undefined ? [] : await PaymentsFile.load(dataFile));
  const file = dataFile === undefined ? undefined : new PaymentsFile(dataFile, () => [...payments.all.values()]);
  payments.onChange(() => file?.markStale());

  const faults = new Faults();
  const requests = new RequestLog();
  const closing = new AbortController();
  let url = '';
  const server = buildServer(
    {
      url: () => url,
      secretKey,
      payments,
      faults,
      requests,
      settings: () => settings,
      configure,
      now,
      closing: closing.signal,
    },
    async () => file?.saved(),
  );
  await server.listen({ port, host });
  url = options.publicUrl?.replace(/\/+$/, '') ?? `http://localhost:${(server.server.address() as AddressInfo).port}`;

  return {
    url,
    baseUrl: `${url}/api/v2/`,
    secretKey,
    payments: payments.all,
    requests: requests.entries,
    configure,
    setFaults: (rules) => faults.set(rules),
    async close() {
      closing.abort();
      await server.close();
      await file?.saved();
    },
  };
}
