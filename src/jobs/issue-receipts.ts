import { issueCreditNote, issueReceipt } from '../receipts/issue-receipt.ts';
import { type Services } from '../services.ts';
import { DAY_MS } from '../subscriptions/period.ts';

const DAILY = 'daily';
// Less than the time after which the queue takes a job for lost.
const RUN_FOR_MS = 20_000;
const AT_ONCE = 100;

const MISSING_RECEIPTS = `select id from payments
  where paid_at is not null and not exists (select from receipts where payment_id = payments.id and kind = 'RECEIPT')
  order by paid_at, id limit ${AT_ONCE}`;
const MISSING_CREDIT_NOTES = `select id from refunds
  where status = 'DONE' and amount_paisa is not null
    and not (kind = 'WHOLE' and origin = 'OPERATOR' and not is_amount_confirmed)
    and not exists (select from receipts where refund_id = refunds.id)
  order by done_at, id limit ${AT_ONCE}`;

/**
 * Issues what is missing, in the order of the money: payments of versions before receipts, and refunds whose sum was named
 * later. Once a day, and whenever it is asked.
 */
export async function issueReceipts(services: Services): Promise<void> {
  const until = Date.now() + RUN_FOR_MS;
  const isDone =
    (await issueAll(services, MISSING_RECEIPTS, issueReceipt, until)) &&
    (await issueAll(services, MISSING_CREDIT_NOTES, issueCreditNote, until));
  const startAfter = new Date(Date.now() + (isDone ? DAY_MS : 0));
  await services.orm.em
    .fork()
    .transactional((em) => services.jobs.add(em, 'issueReceipts', {}, { key: DAILY, startAfter }));
}

/** At the start of a worker. Changes nothing if the job of this day or the next one waits. */
export async function planReceipts({ orm, jobs }: Services): Promise<void> {
  await orm.em.fork().transactional((em) => jobs.add(em, 'issueReceipts', {}, { key: DAILY }));
}

/** Returns whether nothing is missing any more. */
async function issueAll(
  services: Services,
  missing: string,
  issue: (services: Services, id: string) => Promise<unknown>,
  until: number,
): Promise<boolean> {
  while (Date.now() < until) {
    const rows = await services.orm.em.fork().execute<{ id: string }[]>(missing);
    for (const { id } of rows) await issue(services, id);
    if (rows.length < AT_ONCE) return true;
  }
  return false;
}
