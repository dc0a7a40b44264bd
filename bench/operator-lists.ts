import 'reflect-metadata';
import { type EntityManager } from '@mikro-orm/postgresql';
import { type Connection } from '../src/admin/lists/connection.ts';
import { CustomerSort, listCustomers } from '../src/admin/lists/customer-list.ts';
import { listEndingSoon } from '../src/admin/lists/ending-list.ts';
import { listPaymentRecords, PaymentSort } from '../src/admin/lists/payment-list.ts';
import { listRefunds, RefundSort } from '../src/admin/lists/refund-list.ts';
import { search } from '../src/admin/search/search.ts';
import { connectDatabase } from '../src/database/connect-database.ts';
import { entities } from '../src/entities.ts';
import { PaymentStatus } from '../src/payments/payment-status.ts';
import { fillPayments } from '../test/support/fill-payments.ts';
import { type BenchDatabase, startPostgres } from './support/data.ts';

// Measures a page of each list of the operators beside a million payments, as a ratio to ten thousand. The count is measured
// apart, and without a filter: with one, there is more to count beside more payments. Usage: npm run bench:lists [-- payments]
const FEW = 10_000;
const MANY = Number(process.argv[2] ?? 1_000_000);
const PAYMENTS_PER_USER = 5;
const RUNS = 60;

const page = { first: 50, after: null };
const since = new Date(Date.now() - 100 * 24 * 60 * 60 * 1000);

const lists: Record<string, (em: EntityManager) => Promise<unknown>> = {
  ...Object.fromEntries(
    Object.values(PaymentSort).map((sort) => [`payments ${sort}`, (em) => listPaymentRecords(em, {}, sort, page)]),
  ),
  'payments in review': (em) => payments(em, { statuses: [PaymentStatus.NEEDS_REVIEW] }),
  'payments completed, by amount': (em) =>
    listPaymentRecords(em, { statuses: [PaymentStatus.COMPLETED] }, PaymentSort.AMOUNT_HIGHEST, page),
  'payments opened since': (em) => payments(em, { openedFrom: since }),
  'payments paid since': (em) => payments(em, { paidFrom: since }),
  'payments of an address': (em) => payments(em, { text: 'filled1234@' }),
  'payments of many addresses': (em) => payments(em, { text: 'filled' }),
  'payments, counted': async (em) => counted(await payments(em, {})),
  ...Object.fromEntries(
    Object.values(CustomerSort).map((sort) => [`customers ${sort}`, (em) => listCustomers(em, {}, sort, page)]),
  ),
  'customers with access': (em) => listCustomers(em, { hasAccess: true }, CustomerSort.NEWEST, page),
  'customers without access': (em) => listCustomers(em, { hasAccess: false }, CustomerSort.NEWEST, page),
  ...Object.fromEntries(
    Object.values(RefundSort).map((sort) => [`refunds ${sort}`, (em) => listRefunds(em, {}, sort, page)]),
  ),
  'ending soon': (em) => listEndingSoon(em, 30, { from: null, to: null, paidAgain: null }, page),
  'search by address': (em) => search(em, 'filled12', 20),
  'search by pidx': (em) => search(em, 'filled-1234', 20),
};

function payments(em: EntityManager, filter: Parameters<typeof listPaymentRecords>[1]): Promise<Connection<object>> {
  return listPaymentRecords(em, filter, PaymentSort.NEWEST, page);
}

function counted({ count }: Connection<object>): Promise<number> {
  return count();
}

/** The median of each list, in ms. */
async function measure({ url, pool }: BenchDatabase, count: number): Promise<Map<string, number>> {
  await fillPayments(pool, { users: count / PAYMENTS_PER_USER, payments: count });
  const orm = await connectDatabase({ url, entities, poolSize: 2 });
  const medians = new Map<string, number>();
  for (const [name, read] of Object.entries(lists)) {
    const times: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const startedAt = performance.now();
      await read(orm.em.fork());
      times.push(performance.now() - startedAt);
    }
    medians.set(name, times.toSorted((a, b) => a - b)[RUNS / 2] ?? 0);
  }
  await orm.close(true);
  return medians;
}

const postgres = await startPostgres();
const few = await measure(await postgres.create('few'), FEW);
const many = await measure(await postgres.create('many'), MANY);
const rows = [...few].map(([name, ms]) => {
  const withMany = many.get(name) ?? 0;
  return { list: name, few: ms.toFixed(2), many: withMany.toFixed(2), ratio: (withMany / ms).toFixed(2) };
});
console.log(`Median ms of a page of ${page.first}: few is ${FEW} payments, many is ${MANY}`);
console.table(rows);
await postgres.stop();
process.exit();
