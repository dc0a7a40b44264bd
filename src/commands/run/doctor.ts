import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { type Config, InvalidConfig, khaltiForCommands, loadConfig } from '../../config.ts';
import { connectDatabase } from '../../database/connect-database.ts';
import { QUEUE_LIMITS } from '../../database/connection-settings.ts';
import { allChecks, type Examined, secretsOf } from '../../doctor/checks.ts';
import { examineConfiguration } from '../../doctor/examine-configuration.ts';
import { type Check, type Finding, failure, worstOf } from '../../doctor/finding.ts';
import { PROVED_WITHIN_MS, provePayment } from '../../doctor/prove-payment.ts';
import { runChecks, sentenceOf } from '../../doctor/run-checks.ts';
import { asLine, summaryOf } from '../../doctor/write-findings.ts';
import { entities } from '../../entities.ts';
import { KhaltiClient } from '../../khalti/khalti-client.ts';
import { startEmbeddedPostgres } from '../../local/embedded-postgres.ts';
import { emailFault } from '../../users/email-fault.ts';

const USAGE = `Usage: npm run doctor -- [--json] [--initiate] [--mail you@example.com] [--pay]
  --json       one JSON object instead of lines
  --initiate   opens a payment of each plan's price at Khalti, which nobody pays
  --mail       sends a message to this address
  --pay        opens a payment of Rs 10, waits until you have paid it, and refunds it
Exit code: 0 nothing is wrong, 1 something is wrong, 2 there are warnings only, 64 these arguments are not possible.`;
const EXIT_CODES = { OK: 0, NOTE: 0, WARNING: 2, FAILURE: 1 };
const WRONG_USAGE = 64;

// `npm run doctor`: examines everything that can be wrong before or after going live.
const requested = readArguments();
if (requested === null) {
  console.error(USAGE);
  process.exitCode = WRONG_USAGE;
} else {
  const findings = await examineAll(requested);
  const verdict = worstOf(findings);
  console.log(requested.json ? JSON.stringify({ verdict, findings }) : summaryOf(findings));
  process.exitCode = EXIT_CODES[verdict];
}
// A system that does not answer may keep a connection open.
process.exit();

type Arguments = NonNullable<ReturnType<typeof readArguments>>;

function readArguments() {
  const isOn = { type: 'boolean', default: false } as const;
  try {
    const options = { json: isOn, initiate: isOn, pay: isOn, mail: { type: 'string' } } as const;
    const { values } = parseArgs({ options });
    return values.mail !== undefined && emailFault(values.mail) !== null ? null : values;
  } catch {
    return null;
  }
}

async function examineAll(asked: Arguments): Promise<Finding[]> {
  const onFinding = (finding: Finding) => void (asked.json || console.log(asLine(finding)));
  let config: Config;
  try {
    config = loadConfig();
  } catch (error) {
    if (!(error instanceof InvalidConfig)) throw error;
    const advice = 'Correct the environment or .env; see .env.example. Then run this again: the rest was not examined.';
    const findings = error.faults.map((fault) => ({ about: 'Configuration', ...failure(`${fault}.`, advice) }));
    findings.forEach(onFinding);
    return findings;
  }
  const configured = examineConfiguration(config);
  configured.forEach(onFinding);
  return [...configured, ...(await examineInstallation(config, asked, onFinding))];
}

async function examineInstallation(config: Config, asked: Arguments, onFinding: (finding: Finding) => void) {
  await using cleanup = new AsyncDisposableStack();
  try {
    const examined = await connect(config, cleanup);
    const options = { secrets: secretsOf(examined.config), onFinding };
    const mailTo = asked.mail ?? null;
    const findings = await runChecks(allChecks(examined, { initiate: asked.initiate, mailTo }), options);
    return asked.pay ? [...findings, ...(await runChecks([proof(examined)], options))] : findings;
  } catch (error) {
    const broken = { about: 'Database', ...failure(sentenceOf(error), 'Correct this, then run this again.') };
    onFinding(broken);
    return [broken];
  }
}

async function connect(config: Config, cleanup: AsyncDisposableStack): Promise<Examined> {
  const embedded = config.databaseUrl
    ? null
    : await startEmbeddedPostgres({ folder: '.data/postgres', mayShare: true });
  cleanup.defer(() => embedded?.stop());
  const databaseUrl = config.databaseUrl ?? String(embedded?.url);
  const databaseDirectUrl = config.databaseDirectUrl ?? databaseUrl;
  const orm = await connectDatabase({ url: databaseDirectUrl, entities, poolSize: 4, limits: QUEUE_LIMITS });
  cleanup.defer(() => orm.close(true));
  const khalti = khaltiForCommands(config);
  // This command reads and signs no session.
  const authSecret = config.authSecret ?? randomBytes(32).toString('hex');
  const complete = { ...config, databaseUrl, databaseDirectUrl, authSecret, khalti };
  return { config: complete, orm, khalti: new KhaltiClient({ ...khalti, timeoutMs: config.khaltiTimeoutMs }) };
}

function proof({ khalti, config: { publicUrl, paymentReturnUrls } }: Examined): Check {
  const addresses = { publicUrl, returnUrl: paymentReturnUrls[0] };
  return {
    about: 'Payment',
    withinMs: PROVED_WITHIN_MS,
    readsDatabase: false,
    advice: "Look at the payments on Khalti's dashboard, and refund there what was paid.",
    // On standard error, so that --json writes nothing else to standard output.
    examine: (signal) => provePayment({ khalti, ...addresses, tell: (line) => console.error(line), signal }),
  };
}
