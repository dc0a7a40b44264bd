import { type EntityManager } from '@mikro-orm/postgresql';
import { NotPossible, NotRefundable } from '../errors.ts';
import { type Lookup } from '../khalti/khalti-client.ts';
import { MAX_PAISA, MIN_PAYABLE_PAISA } from '../money.ts';
import { type Services } from '../services.ts';
import { grantAccess, type NewAccess } from '../subscriptions/grant-access.ts';
import { lockSubscription } from '../subscriptions/lock-subscription.ts';
import { DAY_MS, Period } from '../subscriptions/period.ts';
import { planReminders } from '../subscriptions/plan-reminders.ts';
import { previewAccess } from '../subscriptions/preview-access.ts';
import { type Subscription } from '../subscriptions/subscription.ts';
import { carryOutChange } from './carry-out-change.ts';
import { Payment } from './payment.ts';
import { announcePayment } from './payment-updates.ts';
import { RefundAccess, RefundKind } from './refund.ts';
import { requestRefund } from './request-refund.ts';
import { ReviewDecision } from './review-reason.ts';

export interface Settlement {
  decision: ReviewDecision;
  /** Days of access that an accepted payment grants. */
  days: number;
  note: string;
  authorId: string;
}

/**
 * Carries out an operator's decision about a payment in review, in the transaction that has locked the payment. `lookup` is
 * a fresh one, which has been applied. Throws `NotPossible` or `NotRefundable` if Khalti claims no money that fits.
 */
export async function settleReview(
  services: Services,
  em: EntityManager,
  payment: Payment,
  settlement: Settlement,
  lookup: Lookup,
): Promise<void> {
  payment.decide(settlement.decision, settlement.note);
  switch (settlement.decision) {
    case ReviewDecision.ACCEPT:
      await accept(services, em, payment, settlement.days, lookup);
      break;
    case ReviewDecision.REFUND:
      await refund(services, em, payment, settlement, lookup);
      break;
    case ReviewDecision.DISMISS:
      break;
  }
  await announcePayment(em, payment);
}

/** When the access would run that accepting a payment grants now, or runs that it has granted before. Changes nothing. */
export async function previewAccept(
  em: EntityManager,
  { id: paymentId, user, plan, startsNow }: Payment,
  durationDays: number,
): Promise<{ startsAt: Date; endsAt: Date }> {
  const granted = await em.findOne(Period, { paymentId });
  if (granted) return granted;
  if (!startsNow) return previewAccess(em, { user, plan, durationDays });
  const startsAt = new Date();
  return { startsAt, endsAt: new Date(startsAt.getTime() + durationDays * DAY_MS) };
}

async function accept(
  { jobs }: Services,
  em: EntityManager,
  payment: Payment,
  durationDays: number,
  lookup: Lookup,
): Promise<void> {
  if (!claimsMoney(lookup)) {
    throw new NotPossible('Khalti claims no money for this payment now. Dismiss the review, or give free days.');
  }
  const { id: paymentId, user, plan, claimedPaisa } = payment;
  payment.complete({
    // What was paid is what the books have, and what a refund gives back.
    amountPaisa: isPayable(claimedPaisa) ? claimedPaisa : payment.amountPaisa,
    transactionId: await freeTransaction(em, payment),
    feePaisa: lookup.feePaisa,
  });
  await em.flush();
  const subscription = await lockSubscription(em, payment);
  if ((await em.count(Period, { paymentId })) > 0) return;
  const endsAt = payment.startsNow
    ? (await carryOutChange(em, payment, durationDays)).subscription.endsAt
    : giveAccess(em, subscription, { user, plan, from: { paymentId }, durationDays });
  await jobs.addAll(em, [{ name: 'sendReceipt', data: { paymentId } }, ...planReminders(user.id, endsAt)]);
}

function giveAccess(em: EntityManager, subscription: Subscription, access: NewAccess): Date {
  const { period } = grantAccess(subscription, access);
  em.persist(period);
  return period.endsAt;
}

/** Of what Khalti claims, which need not be the plan's price. The review is open again if the refund fails. */
async function refund(
  services: Services,
  em: EntityManager,
  payment: Payment,
  { note: reason, authorId }: Settlement,
  lookup: Lookup,
): Promise<void> {
  if (!claimsMoney(lookup)) throw new NotRefundable('Khalti claims no money for this payment now.');
  // `requestRefund` reads the payment again.
  await em.flush();
  await requestRefund(services, em, {
    paymentId: payment.id,
    kind: RefundKind.WHOLE,
    amountPaisa: payment.claimedPaisa,
    access: RefundAccess.REVOKE,
    shortenDays: null,
    reason,
    // One for each decision: a second one may follow a refund that failed.
    idempotencyKey: `review-${payment.id}-${payment.updatedAt.getTime()}`,
    authorId,
    from: 'REVIEW',
  });
}

function claimsMoney({ status }: Lookup): boolean {
  return status === 'COMPLETED' || status === 'PARTIALLY_REFUNDED' || status === 'UNREADABLE';
}

function isPayable(paisa: number | null): paisa is number {
  return paisa !== null && paisa >= MIN_PAYABLE_PAISA && paisa <= MAX_PAISA;
}

/** The transaction that Khalti claims; null if another payment has it. */
async function freeTransaction(em: EntityManager, { id, claimedTransactionId }: Payment): Promise<string | null> {
  if (claimedTransactionId === null) return null;
  const others = await em.count(Payment, { transactionId: claimedTransactionId, id: { $ne: id } });
  return others === 0 ? claimedTransactionId : null;
}
