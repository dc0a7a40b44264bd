import { type EntityClass, type EntityData } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { ActorKind, AuditEntry, DeedOutcome } from '../admin/audit-entry.ts';
import { lockKey } from '../database/lock-key.ts';
import { SentMessage } from '../mail/sent-message.ts';
import { GatewayAnswer } from '../payments/gateway-answer.ts';
import { Payment } from '../payments/payment.ts';
import { Refund } from '../payments/refund.ts';
import { addJobs } from '../queue/add-jobs.ts';
import { Extension } from '../subscriptions/extension.ts';
import { Grant } from '../subscriptions/grant.ts';
import { Period } from '../subscriptions/period.ts';
import { Subscription } from '../subscriptions/subscription.ts';
import { User } from '../users/user.ts';
import { type DemoBook } from './demo-book.ts';
import { type DemoSize } from './make-book.ts';

const ROWS_AT_ONCE = 500;
const ACTION = 'makeDemoData';

/** Audit entries are never deleted, so this also holds after a customer was erased. */
export async function isMade(em: EntityManager, seed: number): Promise<boolean> {
  return (await em.count(AuditEntry, { action: ACTION, targetId: nameOf(seed), outcome: DeedOutcome.DONE })) > 0;
}

/** Saves all or nothing. Returns false, and saves nothing, if the data of this seed is there. No job and no mail is added. */
export async function saveBook(em: EntityManager, book: DemoBook, size: DemoSize): Promise<boolean> {
  return em.transactional(async (tx) => {
    await lockKey(tx, nameOf(size.seed));
    if (await isMade(tx, size.seed)) return false;
    await insertAll(tx, User, book.users);
    await insertAll(tx, Payment, book.payments);
    await insertAll(tx, GatewayAnswer, book.answers);
    await insertAll(tx, Extension, book.extensions);
    await insertAll(tx, Grant, book.grants);
    await insertAll(tx, Period, book.periods);
    await insertAll(tx, Subscription, book.subscriptions);
    await insertAll(tx, Refund, book.refunds);
    await insertAll(tx, SentMessage, book.messages);
    await insertAll(tx, AuditEntry, [...book.entries, entryOf(size)]);
    await failReceipts(tx, book);
    return true;
  });
}

/** Without a unit of work, which would compare every row with itself. */
async function insertAll<Row extends object>(em: EntityManager, entity: EntityClass<Row>, rows: Row[]): Promise<void> {
  const columns = em.getMetadata(entity).props.filter(({ persist }) => persist !== false);
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const part = rows.slice(from, from + ROWS_AT_ONCE).map((row) => {
      const values = columns.map(({ name, targetMeta }) => [name, targetMeta ? idOf(row[name]) : row[name]]);
      return Object.fromEntries(values) as EntityData<Row>;
    });
    await em.insertMany(entity, part as never);
  }
}

function idOf(related: unknown): string | null {
  return (related as { id: string } | null)?.id ?? null;
}

function nameOf(seed: number): string {
  return `demo-seed-${seed}`;
}

function entryOf(size: DemoSize): AuditEntry {
  return new AuditEntry({
    actorKind: ActorKind.COMMAND,
    actorId: 'demo',
    action: ACTION,
    targetKind: null,
    targetId: nameOf(size.seed),
    outcome: DeedOutcome.DONE,
    code: null,
    before: null,
    after: { ...size },
    reason: 'Demo data',
    requestId: null,
  });
}

/** They were tried as often as possible, so that no worker runs them. */
async function failReceipts(em: EntityManager, { failedReceipts }: DemoBook): Promise<void> {
  for (const { paymentId, at } of failedReceipts) {
    const jobs = JSON.stringify([{ name: 'sendReceipt', data: { paymentId }, startAfter: at }]);
    await em.execute(addJobs('$1').replaceAll('$1', '?'), [jobs]);
    await em.execute(
      `update pgboss.job set state = 'failed', retry_count = retry_limit, created_on = ?, started_on = ?, completed_on = ?
       where name = 'sendReceipt' and data ->> 'paymentId' = ?`,
      [at, at, at, paymentId],
    );
  }
}
