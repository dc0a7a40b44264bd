import { type CompleteConfig } from '../config.ts';
import { type Database } from '../database/connect-database.ts';
import { type KhaltiClient } from '../khalti/khalti-client.ts';
import { examineClockOfDatabase, examineClockOfKhalti } from './examine-clock.ts';
import { examineDatabase } from './examine-database.ts';
import { examineDueJobs, examineWorker, START_WORKER } from './examine-jobs.ts';
import { examineKey } from './examine-key.ts';
import { examineMail } from './examine-mail.ts';
import { examineMigrations } from './examine-migrations.ts';
import { examineNotifications } from './examine-notifications.ts';
import { examinePayments } from './examine-payments.ts';
import { examinePlans, findPlansOnSale } from './examine-plans.ts';
import { examinePrices } from './examine-prices.ts';
import { examineProxies } from './examine-proxies.ts';
import { examinePublicUrl, examineRedirection } from './examine-public-url.ts';
import { examineRefundUnit } from './examine-refund-unit.ts';
import { examineReplica } from './examine-replica.ts';
import { type Check, note } from './finding.ts';

const QUICK_MS = 15_000;
const MAIL_MS = 30_000;
const PRICES_MS = 120_000;
const MARGIN_MS = 2_000;

const CHECK_REPLICA = 'Check DATABASE_READ_URL. Without the copy, lists, figures and exports fail; all else works.';
const CHECK_DATABASE = 'Check DATABASE_URL, and that PostgreSQL runs and accepts this machine.';
const CHECK_KHALTI = 'Check KHALTI_BASE_URL and the network of this machine.';
const CHECK_PUBLIC_URL = 'Check PUBLIC_URL, the DNS, the proxy and the firewall.';
const USE_SESSIONS = 'Behind a pooler, set pool_mode = session.';

const READ_DATABASE = new Set([
  'Migrations',
  'Notifications',
  'Clock',
  'Plans',
  'Other payments',
  'Prices',
  'Worker',
  'Due jobs',
]);

export interface Examined {
  config: CompleteConfig;
  orm: Database;
  khalti: KhaltiClient;
}

export interface Requested {
  /** Opens a payment of each price at Khalti. */
  initiate: boolean;
  /** Sends a message to this address. */
  mailTo: string | null;
}

/** What runs at every start in production too: one request to each system, and no change anywhere. */
export function startChecks({ config, orm, khalti }: Examined): Check[] {
  const { databaseDirectUrl } = config;
  return [
    check('Clock', CHECK_DATABASE, () => examineClockOfDatabase(databaseDirectUrl)),
    check('Khalti key', CHECK_KHALTI, (signal) => examineKey(khalti, signal), khalti.maxDurationMs + MARGIN_MS),
    check("Khalti's clock", CHECK_KHALTI, (signal) => examineClockOfKhalti(khalti.baseUrl, signal)),
    check('Plans', CHECK_DATABASE, () => examinePlans(orm)),
    check('Other payments', CHECK_DATABASE, () => examinePayments(orm, khalti.gateway)),
    check('Mail', 'Check SMTP_URL.', (signal) => examineMail(config, null, signal), MAIL_MS),
  ];
}

export function allChecks({ config, orm, khalti }: Examined, { initiate, mailTo }: Requested): Check[] {
  const { databaseDirectUrl, databaseReadUrl, publicUrl } = config;
  const url = new URL(publicUrl);
  return [
    check('Database', CHECK_DATABASE, () => examineDatabase(config)),
    ...(databaseReadUrl === null ? [] : [check('Read copy', CHECK_REPLICA, () => examineReplica(databaseReadUrl))]),
    check('Migrations', CHECK_DATABASE, () => examineMigrations(orm, databaseDirectUrl)),
    check('Notifications', USE_SESSIONS, (signal) => examineNotifications(databaseDirectUrl, signal)),
    ...startChecks({ config, orm, khalti }).filter(({ about }) => about !== 'Mail'),
    initiate
      ? check('Prices', CHECK_KHALTI, (signal) => openPrices({ config, orm, khalti }, signal), PRICES_MS)
      : check('Prices', '', async () => [
          note('Not checked.', 'With -- --initiate, a payment of each price is opened at Khalti. Nobody pays it.'),
        ]),
    check('Part refunds', '', () => examineRefundUnit(config)),
    check('Mail', 'Check SMTP_URL.', (signal) => examineMail(config, mailTo, signal), MAIL_MS),
    check('Public URL', CHECK_PUBLIC_URL, (signal) => examinePublicUrl(publicUrl, signal)),
    ...(url.protocol === 'https:' && url.port === ''
      ? [check('Redirection', CHECK_PUBLIC_URL, (signal) => examineRedirection(publicUrl, httpOf(url), signal))]
      : []),
    check('Proxies', CHECK_PUBLIC_URL, (signal) => examineProxies(publicUrl, config.khalti.secretKey, signal)),
    check('Worker', START_WORKER, (signal) => examineWorker(databaseDirectUrl, signal)),
    check('Due jobs', CHECK_DATABASE, () => examineDueJobs(orm)),
  ];
}

async function openPrices({ config, orm, khalti }: Examined, signal: AbortSignal) {
  const addresses = { publicUrl: config.publicUrl, returnUrl: config.paymentReturnUrls[0] };
  return examinePrices(khalti, await findPlansOnSale(orm), addresses, signal);
}

function httpOf(url: URL): URL {
  return Object.assign(new URL(url), { protocol: 'http:' });
}

function check(about: string, advice: string, examine: Check['examine'], withinMs = QUICK_MS): Check {
  return { about, withinMs, advice, readsDatabase: READ_DATABASE.has(about), examine };
}

/** What no line may contain, whatever an outside system repeats. */
export function secretsOf({
  khalti,
  authSecret,
  formerAuthSecrets,
  mail,
  databaseUrl,
  databaseDirectUrl,
  databaseReadUrl,
}: CompleteConfig): string[] {
  const passwords = [mail.smtpUrl, databaseUrl, databaseDirectUrl, databaseReadUrl].flatMap((url) => {
    const password = url !== null && URL.canParse(url) ? new URL(url).password : '';
    return password === '' ? [] : [password, decode(password)];
  });
  return [khalti.secretKey, authSecret, ...formerAuthSecrets, ...passwords];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
