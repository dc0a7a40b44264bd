import { setTimeout as sleep } from 'node:timers/promises';
import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { GatewayTrouble } from '../errors.ts';
import { type NewJob } from '../job-queue.ts';
import { type Lookup } from '../khalti/khalti-client.ts';
import { type Services } from '../services.ts';
import { isUniqueViolation } from '../sql.ts';
import { grantAccess } from '../subscriptions/grant-access.ts';
import { planReminders } from '../subscriptions/plan-reminders.ts';
import { revokeAccess } from '../subscriptions/revoke-access.ts';
import { GatewayAnswer } from './gateway-answer.ts';
import { Payment } from './payment.ts';
import { readStanding, type Standing, saveCompleted } from './payment-statements.ts';
import { PaymentStatus } from './payment-status.ts';
import { announcePayment } from './payment-updates.ts';

const { COMPLETED } = PaymentStatus;
// Far more than payments of one customer that could be settled at the same moment.
const MOST_TRIES = 200;
const PAUSE_AFTER_TRIES = 3;
const PAUSE_MS = 50;

/** A payment, and, from whoever has looked, where its customer's access stands. */
type Known = Standing | Pick<Standing, 'payment'>;

/**
 * Asks Khalti where a payment stands and settles it: the one place in which money turns into access. However often and
 * however late it is called, a payment grants its days once. Throws the client's `Gateway…` errors, and then the
 * payment is as it was.
 */
export async function verifyPayment(services: Services, known: Known, signal?: AbortSignal): Promise<Payment> {
  const { payment } = known;
  if (payment.pidx === null) return payment;
  const lookup = await askKhalti(services, payment, payment.pidx, signal);
  const settled = (await complete(services, known, lookup)) ?? (await settleElse(services, payment.id, lookup));
  services.log.info({ paymentId: settled.id, pidx: settled.pidx, status: settled.status }, 'verifyPayment');
  return settled;
}

async function askKhalti(services: Services, payment: Payment, pidx: string, signal?: AbortSignal): Promise<Lookup> {
  try {
    return await services.khalti.lookup(pidx, signal);
  } catch (error) {
    if (error instanceof GatewayTrouble && error.answer) {
      const em = services.orm.em.fork();
      em.persist(new GatewayAnswer(em.getReference(Payment, payment.id), error.answer));
      await em.flush();
    }
    throw error;
  }
}

/** Settles and grants, where Khalti has this payment's money; null where it has not, or that is settled already. */
async function complete({ sql }: Services, known: Known, lookup: Lookup): Promise<Payment | null> {
  if (lookup.status !== 'COMPLETED') return null;
  const paymentId = known.payment.id;
  let standing = isStanding(known) ? known : await readStanding(sql, paymentId);
  // Saved only if nothing has changed since it was read; whenever it has, somebody else got on, and it is read again.
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const { payment, subscription } = standing;
    if (judge(payment, lookup) !== COMPLETED || !payment.mayBecome(COMPLETED)) return null;
    const was = { status: payment.status, accessUntil: subscription?.endsAt ?? null };
    payment.become(COMPLETED);
    payment.note(lookup);
    const { user, plan, durationDays } = payment;
    const granted = grantAccess(subscription, { user, plan, paymentId, durationDays });
    const reminders = planReminders(user.id, granted.period.endsAt);
    const jobs: NewJob[] = [{ name: 'sendReceipt', data: { paymentId } }, ...reminders];
    try {
      if (await saveCompleted(sql, { was, payment, ...granted, answer: lookup.answer, jobs })) return payment;
    } catch (error) {
      // Another payment has this transaction of Khalti's: this one is for review.
      if (isUniqueViolation(error, 'payments_transaction_id_unique')) return null;
      throw error;
    }
    if (tries >= PAUSE_AFTER_TRIES) await sleep(Math.random() * PAUSE_MS);
    standing = await readStanding(sql, paymentId);
  }
  throw new Error("A payment could not be settled because its customer's access kept changing");
}

/** Whatever is not the completion of a payment with its own money. */
async function settleElse(services: Services, paymentId: string, lookup: Lookup): Promise<Payment> {
  return settle(services, paymentId, lookup).catch((error: unknown) => {
    // Another payment took the same transaction id a moment ago: now it can be seen, and this one is for review.
    if (error instanceof UniqueConstraintViolationException) return settle(services, paymentId, lookup);
    throw error;
  });
}

async function settle({ orm, jobs, log }: Services, paymentId: string, lookup: Lookup): Promise<Payment> {
  return orm.em.fork().transactional(async (em) => {
    const payment = await em.findOneOrFail(Payment, paymentId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    em.persist(new GatewayAnswer(payment, lookup.answer));
    const status = judge(payment, lookup, await isTransactionTaken(em, payment, lookup));
    const facts = { paymentId, pidx: payment.pidx, from: payment.status, to: status, khalti: lookup.statusText };
    if (lookup.status === 'UNKNOWN')
      log.error(facts, 'verifyPayment: a status that is in no table; the payment is held');
    if (status === payment.status) return payment;
    if (!payment.mayBecome(status)) {
      log.warn(facts, 'verifyPayment: an answer that changes nothing');
      return payment;
    }
    if (status === COMPLETED) throw new Error('A payment that could be completed was not');
    payment.become(status);
    await announcePayment(em, payment);
    if (status === PaymentStatus.NEEDS_REVIEW) {
      log.error({ ...facts, amountPaisa: lookup.amountPaisa }, 'verifyPayment: this payment needs review');
      const { amountPaisa: claimedPaisa, transactionId, statusText: khaltiStatus } = lookup;
      const claim = { claimedPaisa, transactionId, khaltiStatus };
      await jobs.add(em, 'tellOperator', { about: 'needsReview', paymentId, ...claim });
      return payment;
    }
    payment.note(lookup);
    if (isRefund(status)) await jobs.add(em, 'sendRefunded', { paymentId });
    if (status === PaymentStatus.REFUNDED) {
      const endsAt = await revokeAccess(em, paymentId);
      if (endsAt) await jobs.addAll(em, planReminders(payment.user.id, endsAt));
    }
    if (status === PaymentStatus.PARTIALLY_REFUNDED && facts.from !== COMPLETED) {
      log.error(facts, 'verifyPayment: part was refunded before it was seen completed; nothing is granted');
    }
    return payment;
  });
}

function isStanding(known: Known): known is Standing {
  return 'subscription' in known;
}

function isRefund(status: PaymentStatus): boolean {
  return status === PaymentStatus.REFUNDED || status === PaymentStatus.PARTIALLY_REFUNDED;
}

/** What Khalti's answer makes of this payment. Money counts only if it is this payment's money. */
function judge(payment: Payment, lookup: Lookup, isTransactionTaken = false): PaymentStatus {
  switch (lookup.status) {
    case 'UNKNOWN':
    case 'INITIATED':
      return payment.status;
    case 'PENDING':
    case 'CANCELED':
    case 'EXPIRED':
      return PaymentStatus[lookup.status];
    case 'COMPLETED':
    case 'REFUNDED':
    case 'PARTIALLY_REFUNDED': {
      const fits = lookup.amountPaisa === payment.amountPaisa && !isTransactionTaken;
      return fits ? PaymentStatus[lookup.status] : PaymentStatus.NEEDS_REVIEW;
    }
  }
}

async function isTransactionTaken(em: EntityManager, { id }: Payment, { transactionId }: Lookup): Promise<boolean> {
  return transactionId !== null && (await em.count(Payment, { transactionId, id: { $ne: id } })) > 0;
}
