import { setTimeout as sleep } from 'node:timers/promises';
import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { isUniqueViolation } from '../database/sql.ts';
import { type Lookup } from '../khalti/khalti-client.ts';
import { type Doubt, type NewJob } from '../queue/job-data.ts';
import { type Services } from '../services.ts';
import { grantAccess } from '../subscriptions/grant-access.ts';
import { planReminders } from '../subscriptions/plan-reminders.ts';
import { User } from '../users/user.ts';
import { carryOutChange, isExchangeChanged, lockWithExchanged } from './carry-out-change.ts';
import { keepAnswer, keepAnswerIfUnchanged } from './keep-answer.ts';
import { Payment, PENDING_AFTER_END, UNREADABLE_ANSWER } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';
import { announcePayment } from './payment-updates.ts';
import { type PaymentWithSubscription, readPaymentWithSubscription } from './payment-with-subscription.ts';
import { recordClaim } from './record-claim.ts';
import { type Decision, mayNeedOperator, resolveStatus } from './resolve-status.ts';
import { saveCompleted } from './save-completed.ts';
import { reportsRefund, settleRefund } from './settle-refund.ts';

const { INITIATED, PENDING, COMPLETED } = PaymentStatus;
// Far more than one customer's payments that can be settled at the same moment.
const MAX_ATTEMPTS = 200;
const ATTEMPTS_WITHOUT_PAUSE = 3;
const MAX_PAUSE_MS = 50;

/** Who made the server ask Khalti. */
export type SettledBy = 'customer' | 'job' | 'operator';

const SETTLED = {
  name: 'payments_settled_total',
  help: 'Payments that got another status from an answer of Khalti.',
  labels: ['status', 'by'],
} as const;
const COLLECTED = { name: 'payments_collected_paisa_total', help: 'Sum of completed payments.', labels: [] } as const;

type Known = PaymentWithSubscription | { payment: Payment; isBlocked?: never };

/**
 * Applies Khalti's answer to a payment: the only place where money becomes access. A payment grants its days once,
 * however often and however late this runs. Completion takes one statement, the rest a transaction with a row lock; see
 * docs/decisions/one-statement-completion.md. Either way fails if the payment has changed, and the answer is applied again.
 */
export async function settlePayment(
  services: Services,
  known: Known,
  lookup: Lookup,
  by: SettledBy = 'customer',
): Promise<Payment> {
  const { id } = known.payment;
  if (saysNothingNew(known, lookup) && (await keepAnswerIfUnchanged(services.sql, known.payment, lookup.answer))) {
    return known.payment;
  }
  let current = known;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const settled =
      isCompletion(current, lookup) && !current.payment.startsNow
        ? await complete(services, current, lookup, by)
        : await settleUnderLock(services, current.payment, lookup, by);
    if (settled) return settled;
    if (attempt > ATTEMPTS_WITHOUT_PAUSE) await sleep(Math.random() * MAX_PAUSE_MS);
    current = await readPaymentWithSubscription(services.sql, id);
  }
  throw new Error(`Payment ${id} was not settled: it, or the customer's access, kept changing`);
}

/** Most answers about open payments. */
function saysNothingNew({ payment: { status, failureCode } }: Known, lookup: Lookup): boolean {
  return lookup.status === 'INITIATED' && status === INITIATED && failureCode === null;
}

/** Assumes that no other payment has the transaction id: `saveCompleted` finds out, through the unique constraint. */
function isCompletion({ payment, isBlocked = false }: Known, lookup: Lookup): boolean {
  const { status } = resolveStatus(payment, lookup, { isTransactionTaken: false, isExchangeChanged: false, isBlocked });
  return status === COMPLETED && payment.canTransitionTo(COMPLETED);
}

/** Optimistic: nothing is locked, and the statement saves only if nothing has changed. Null if something has. */
async function complete(services: Services, known: Known, lookup: Lookup, by: SettledBy): Promise<Payment | null> {
  const { sql } = services;
  const current = 'subscription' in known ? known : await readPaymentWithSubscription(sql, known.payment.id);
  if (!isCompletion(current, lookup)) return null;
  const { payment, subscription } = current;
  const { id: paymentId, user, plan, durationDays } = payment;
  const { status, reviewDecision } = payment;
  const was = { status, reviewDecision, accessUntil: subscription?.endsAt ?? null };
  payment.transitionTo(COMPLETED);
  payment.paidAt = payment.updatedAt;
  payment.recordTransaction(lookup);
  const granted = grantAccess(subscription, { user, plan, from: { paymentId }, durationDays });
  const reminders = planReminders(user.id, granted.period.endsAt);
  const jobs: NewJob[] = [{ name: 'sendReceipt', data: { paymentId } }, ...reminders];
  try {
    const isSaved = await saveCompleted(sql, { was, payment, ...granted, answer: lookup.answer, jobs });
    if (!isSaved) return null;
    count(services, payment, by);
    return payment;
  } catch (error) {
    // Another payment has this transaction id, so this payment needs a review.
    if (isUniqueViolation(error, 'payments_transaction_id_unique')) {
      return settleUnderLock(services, payment, lookup, by);
    }
    throw error;
  }
}

/** Pessimistic: everything but the completion of an ordinary payment. Null if the payment can be completed now, or lost a race for a transaction id. */
async function settleUnderLock(
  services: Services,
  { id: paymentId, startsNow }: Payment,
  lookup: Lookup,
  by: SettledBy,
): Promise<Payment | null> {
  let before: PaymentStatus | null = null;
  try {
    const settled = await services.orm.em.fork().transactional(async (em) => {
      const payment = startsNow
        ? await lockWithExchanged(em, paymentId)
        : await em.findOneOrFail(Payment, paymentId, { lockMode: LockMode.PESSIMISTIC_WRITE });
      before = payment.status;
      const { status, doubt } = resolveStatus(payment, lookup, {
        isTransactionTaken: await isTransactionTaken(em, payment, lookup),
        isBlocked: await isBlocked(em, payment, lookup),
        isExchangeChanged: lookup.status === 'COMPLETED' && (await isExchangeChanged(em, payment)),
      });
      const isCompleted = status === COMPLETED && payment.canTransitionTo(COMPLETED);
      if (isCompleted && !payment.startsNow) return null;
      await keepAnswer(em, paymentId, lookup.answer);
      if (isCompleted) return completeChange(services, em, payment, lookup);
      logSurprises(services, payment, { status, doubt }, lookup);
      if (doubt && mayNeedOperator(payment)) await tellOperator(services, em, payment, doubt, lookup);
      await noteFailure(em, payment, { status, doubt });
      recordClaim(payment, doubt, lookup);
      if (reportsRefund(lookup)) await settleRefund(services, em, payment, lookup, doubt !== null);
      const isRefund = reportsRefund(lookup) && !doubt;
      if (isRefund || status === payment.status || !payment.canTransitionTo(status)) return payment;
      payment.transitionTo(status);
      recordClaim(payment, doubt, lookup);
      await announcePayment(em, payment);
      return payment;
    });
    if (settled && settled.status !== before) count(services, settled, by);
    return settled;
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) return null;
    throw error;
  }
}

/** A plan that starts now, under the row locks of all that is exchanged for it. */
async function completeChange(
  { jobs }: Services,
  em: EntityManager,
  payment: Payment,
  lookup: Lookup,
): Promise<Payment> {
  const { id: paymentId, user, durationDays, amountPaisa } = payment;
  payment.complete({ amountPaisa, transactionId: lookup.transactionId, feePaisa: lookup.feePaisa });
  payment.failureCode = null;
  await em.flush();
  const { subscription } = await carryOutChange(em, payment, durationDays);
  await jobs.addAll(em, [{ name: 'sendReceipt', data: { paymentId } }, ...planReminders(user.id, subscription.endsAt)]);
  await announcePayment(em, payment);
  return payment;
}

/** After the change was saved. */
function count({ metrics }: Services, { status, amountPaisa }: Payment, by: SettledBy): void {
  metrics?.count(SETTLED, { status, by });
  if (status === COMPLETED) metrics?.count(COLLECTED, {}, amountPaisa);
}

async function tellOperator(
  { jobs }: Services,
  em: EntityManager,
  { id: paymentId }: Payment,
  doubt: Doubt,
  { amountPaisa: claimedPaisa, transactionId, statusText: khaltiStatus }: Lookup,
): Promise<void> {
  await jobs.tellOperator(em, { about: 'needsReview', paymentId, doubt, claimedPaisa, transactionId, khaltiStatus });
}

/** Without the entity: it would change `updatedAt`, which clients see. */
async function noteFailure(em: EntityManager, payment: Payment, { status, doubt }: Decision): Promise<void> {
  // The follow-up goes on with such a payment.
  const isPendingAfterEnd = status === PENDING && payment.isEnded;
  const unclear = doubt === 'UNREADABLE' ? UNREADABLE_ANSWER : null;
  const failureCode = isPendingAfterEnd ? PENDING_AFTER_END : unclear;
  if (payment.failureCode === failureCode) return;
  await em.nativeUpdate(Payment, payment.id, { failureCode });
  await em.refresh(payment);
}

async function isTransactionTaken(em: EntityManager, { id }: Payment, { transactionId }: Lookup): Promise<boolean> {
  return transactionId !== null && (await em.count(Payment, { transactionId, id: { $ne: id } })) > 0;
}

async function isBlocked(em: EntityManager, { user }: Payment, { status }: Lookup): Promise<boolean> {
  return status === 'COMPLETED' && (await em.count(User, { id: user.id, blockedAt: { $ne: null } })) > 0;
}

function logSurprises({ log }: Services, payment: Payment, { status: to, doubt }: Decision, lookup: Lookup): void {
  const { id: paymentId, pidx, status: from } = payment;
  const facts = { paymentId, pidx, from, to, khalti: lookup.statusText, amountPaisa: lookup.amountPaisa, doubt };
  if (doubt && mayNeedOperator(payment)) {
    log.error(facts, 'settlePayment: this payment needs review');
  } else if (to !== from && !payment.canTransitionTo(to)) {
    log.warn(facts, 'settlePayment: an answer that changes nothing');
  }
}
