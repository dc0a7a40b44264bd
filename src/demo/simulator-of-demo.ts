import { type Config, khaltiForCommands } from '../config.ts';
import { isKhaltiUrl } from '../environment/is-khalti-url.ts';
import { gatewayName } from '../khalti/gateway-name.ts';

const MARK = 'x-khalti-simulator';
const ANSWERED_WITHIN_MS = 5_000;
const DATA_FILE = '.data/simulator.json';

/** Demo data cannot be made here. The message says why. */
export class DemoRefused extends Error {}

export interface DemoSimulator {
  url: string;
  /** See `gatewayName`. */
  gateway: string;
  close(): Promise<void>;
}

/** The simulator of `KHALTI_BASE_URL`, or of `npm start`; while that does not run, one on its data. Throws `DemoRefused`. */
export async function findSimulator(config: Config): Promise<DemoSimulator> {
  const { khalti, simulatorPort, allowedHosts } = config;
  const base = new URL(khaltiForCommands(config).baseUrl);
  const gateway = gatewayName(base.href);
  if (isKhaltiUrl(base)) {
    throw new DemoRefused(
      `KHALTI_BASE_URL is Khalti's (${base.host}). Demo data needs the simulator: remove the setting.`,
    );
  }
  if (simulatorPort === 0 && !khalti) {
    throw new DemoRefused('SIMULATOR_PORT is 0, so the simulator of npm start cannot be found. Set it to a port.');
  }
  const isSimulator = await asks(base);
  if (isSimulator) return { url: base.origin, gateway, close: async () => {} };
  if (isSimulator === false) {
    throw new DemoRefused(`${base.host} is not the simulator. Demo data is made with the simulator only.`);
  }
  if (khalti) throw new DemoRefused(`The simulator at ${base.origin} does not answer. Start it, and try again.`);
  const { startSimulator } = await import('../../simulator/simulator.ts');
  const started = await startSimulator({ port: simulatorPort, allowedHosts, dataFile: DATA_FILE });
  return { url: started.url, gateway, close: () => started.close() };
}

/** Whether a simulator answers there; null if nothing does. */
async function asks({ origin }: URL): Promise<boolean | null> {
  try {
    const signal = AbortSignal.timeout(ANSWERED_WITHIN_MS);
    const { headers } = await fetch(`${origin}/simulator/settings`, { redirect: 'manual', signal });
    return headers.has(MARK);
  } catch {
    return null;
  }
}
