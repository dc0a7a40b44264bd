import { MINIMUM_PAISA } from './paisa.ts';
import { SIMULATOR_SECRET_KEY, type Simulator, type SimulatorOptions, startSimulator } from './simulator.ts';
import { KHALTI_ID_RANGE, TEST_MPIN, TEST_OTP } from './test-credentials.ts';

const DEFAULT_PORT = 4001;

async function main(): Promise<void> {
  const options = readOptions();
  const simulator = await startSimulator(options).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    fail(`Port ${options.port} is in use. Stop the other program, or set SIMULATOR_PORT to a free port.`);
  });
  console.log(welcome(simulator));

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      simulator.close().then(() => process.exit(0), fail);
    });
  }
}

function readOptions(): SimulatorOptions {
  const { SIMULATOR_PORT, SIMULATOR_HOST, SIMULATOR_PUBLIC_URL, SIMULATOR_DATA_FILE } = process.env;
  const allowedHosts = (process.env.SIMULATOR_ALLOWED_HOSTS ?? '').split(',').map((name) => name.trim().toLowerCase());
  const port = Number(SIMULATOR_PORT || DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    fail(`SIMULATOR_PORT must be a port number, such as ${DEFAULT_PORT}. It is "${SIMULATOR_PORT}".`);
  }
  if (SIMULATOR_PUBLIC_URL && !URL.canParse(SIMULATOR_PUBLIC_URL)) {
    fail(`SIMULATOR_PUBLIC_URL must be a URL, such as http://192.168.1.20:4001. It is "${SIMULATOR_PUBLIC_URL}".`);
  }
  return {
    port,
    allowedHosts,
    secretKey: process.env.SIMULATOR_SECRET_KEY || SIMULATOR_SECRET_KEY,
    ...(SIMULATOR_HOST && { host: SIMULATOR_HOST }),
    ...(SIMULATOR_PUBLIC_URL && { publicUrl: SIMULATOR_PUBLIC_URL }),
    ...(SIMULATOR_DATA_FILE && { dataFile: SIMULATOR_DATA_FILE }),
  };
}

function welcome({ url, baseUrl, secretKey }: Simulator): string {
  return `Khalti simulator (no real money). Open ${url} in a browser.

  base URL    ${baseUrl}
  secret key  ${secretKey}
  customer    Khalti ID ${KHALTI_ID_RANGE}, MPIN ${TEST_MPIN}, OTP ${TEST_OTP}

Open a payment, complete it, and make the next lookup fail:
  curl -X POST ${baseUrl}epayment/initiate/ -H 'Authorization: Key ${secretKey}' -H 'Content-Type: application/json' \\
    -d '{"return_url":"http://localhost:4000/return","website_url":"http://localhost:4000","amount":${MINIMUM_PAISA},"purchase_order_id":"1","purchase_order_name":"Test"}'
  curl -X POST ${url}/simulator/payments/<pidx>/complete
  curl -X PUT ${url}/simulator/faults -H 'Content-Type: application/json' -d '[{"endpoint":"lookup","kind":"html-5xx","times":1}]'
`;
}

function fail(reason: unknown): never {
  console.error(reason instanceof Error ? reason.message : reason);
  process.exit(1);
}

await main().catch(fail);
