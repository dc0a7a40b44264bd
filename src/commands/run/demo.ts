import 'reflect-metadata';
import { groupedRupees } from '../../admin/records/grouped-rupees.ts';
import { type Config, isSetForProduction, loadConfig } from '../../config.ts';
import { type Database } from '../../database/connect-database.ts';
import { type DemoBook } from '../../demo/demo-book.ts';
import { loadAtSimulator } from '../../demo/load-at-simulator.ts';
import { type DemoSize, makeBook } from '../../demo/make-book.ts';
import { isMade, saveBook } from '../../demo/save-book.ts';
import { DemoRefused, type DemoSimulator, findSimulator } from '../../demo/simulator-of-demo.ts';
import { inDays } from '../../subscriptions/in-days.ts';
import { Plan } from '../../subscriptions/plan.ts';
import { prepareDatabase } from '../prepare-database.ts';
import { readDemoCommand, USAGE } from '../read-demo-command.ts';
import { UsageError } from '../usage-error.ts';
import { withDatabase } from '../with-database.ts';

// `npm run demo`: fills the database and the simulator with the customers and payments of a year that never was.
try {
  const size = readDemoCommand(process.argv.slice(2));
  if (isSetForProduction()) {
    throw new DemoRefused(
      'NODE_ENV is production. Demo data is not made there: it could not be removed from the books.',
    );
  }
  const config = loadConfig();
  const simulator = await findSimulator(config);
  try {
    await withDatabase((orm, databaseUrl) => make(orm, size, { ...config, databaseUrl, simulator }));
  } finally {
    await simulator.close();
  }
} catch (error) {
  const isUsage = error instanceof UsageError;
  console.error(error instanceof Error ? error.message : error);
  if (isUsage) console.error(`\n${USAGE}`);
  process.exitCode = isUsage ? 2 : 1;
}

interface Surroundings extends Config {
  databaseUrl: string;
  simulator: DemoSimulator;
}

async function make(orm: Database, size: DemoSize, surroundings: Surroundings): Promise<void> {
  const { databaseUrl, simulator, publicUrl, paymentReturnUrls, isProduction } = surroundings;
  await prepareDatabase({ isProduction, databaseDirectUrl: surroundings.databaseDirectUrl ?? databaseUrl });
  const em = orm.em.fork();
  if (await isMade(em, size.seed)) return console.log(repeated(size));
  const plans = await em.find(Plan, { isArchived: false }, { orderBy: { durationDays: 'asc', id: 'asc' } });
  if (plans.length === 0) throw new DemoRefused('No plan is on sale. Create one, or run: npm run plans');
  const book = makeBook(size, { now: new Date(), plans, gateway: simulator.gateway });
  await loadAtSimulator(book, simulator.url, { website_url: publicUrl, return_url: paymentReturnUrls[0] });
  console.log((await saveBook(em, book, size)) ? made(book, size, publicUrl) : repeated(size));
}

function repeated({ seed }: DemoSize): string {
  return `The demo data of seed ${seed} is there already. Nothing was added. For more, take another: --seed ${seed + 1}`;
}

function made({ users, payments, refunds, grants }: DemoBook, { seed, days }: DemoSize, publicUrl: string): string {
  const paid = payments.filter(({ paidAt }) => paidAt !== null);
  const collected = groupedRupees(paid.reduce((sum, { amountPaisa }) => sum + amountPaisa, 0));
  const lines = [
    `Demo data of ${inDays(days)} is made with seed ${seed}:`,
    `  customers  ${users.length}, such as ${users[0]?.email}`,
    `  payments   ${payments.length}, of which ${paid.length} were paid: ${collected}`,
    `  refunds    ${refunds.length}`,
    `  free days  given ${grants.length} times`,
    `Look at it as an operator: ${publicUrl}/admin`,
  ];
  return lines.join('\n');
}
