#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { help } from './config/help.ts';
import { readStart } from './config/read-start.ts';
import { MINIMUM_PAISA } from './paisa.ts';
import { type Simulator, startSimulator } from './simulator.ts';
import { KHALTI_ID_RANGE, TEST_MPIN, TEST_OTP } from './test-credentials.ts';

async function main(): Promise<void> {
  const { options, isQuiet, isHelpWanted, isVersionWanted } = readStart(process.argv.slice(2), process.env);
  if (isHelpWanted) return console.log(help());
  if (isVersionWanted) return console.log(version());
  const simulator = await startSimulator(options).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    fail(`Port ${options.port} is in use. Stop the other program, or set SIMULATOR_PORT to a free port.`);
  });
  if (!isQuiet) console.log(welcome(simulator));
  console.log(readyLine(simulator));

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      simulator.close().then(() => process.exit(0), fail);
    });
  }
}

/** The compiled program is one folder deeper than its source. */
function version(): string {
  for (const path of ['./package.json', '../package.json']) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
      if (name === 'khalti-simulator') return version;
    } catch {
      // The other path has it.
    }
  }
  return 'unknown';
}

/** For scripts, which wait for this line. */
function readyLine({ url, baseUrl, secretKey, port }: Simulator): string {
  return JSON.stringify({ ready: true, url, baseUrl, secretKey, port, pid: process.pid });
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

For scripts:`;
}

function fail(reason: unknown): never {
  console.error(reason instanceof Error ? reason.message : reason);
  process.exit(1);
}

await main().catch(fail);
