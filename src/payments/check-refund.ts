import { type EntityManager } from '@mikro-orm/postgresql';
import { AmountTooLarge, BadUserInput, NotRefundable, RefundInProgress } from '../errors.ts';
import { MAX_PAISA } from '../money.ts';
import { type Services } from '../services.ts';
import { checkPartIsPossible } from './part-refunds.ts';
import { Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';
import { type RefundAccess, RefundKind } from './refund.ts';
import { checkAccess } from './refund-input.ts';
import { readLedger } from './refund-ledger.ts';
import { refuseIfExchanged } from './return-exchanged.ts';

/** What a refund would be. */
export interface RefundTerms {
  kind: RefundKind;
  /** Paisa. Null for all that is left. */
  amountPaisa: number | null;
  access: RefundAccess;
  shortenDays: number | null;
  /** From a review, the claimed sum of the claimed transaction is refunded. */
  from?: 'REVIEW';
}

interface PossibleRefund {
  amountPaisa: number;
  /** Paisa that are left after it, as far as the sums before are known. */
  leftPaisa: number;
  /** Whether the sum of an earlier refund is not known. */
  hasUnknownSum: boolean;
}

const { COMPLETED, PARTIALLY_REFUNDED, NEEDS_REVIEW } = PaymentStatus;

/** Of the terms alone. Throws `BadUserInput`. */
export function checkTerms({ kind, amountPaisa }: RefundTerms): void {
  if (kind === RefundKind.PART && amountPaisa === null) {
    throw new BadUserInput('amountPaisa', 'A refund of a part needs amountPaisa.');
  }
  if (amountPaisa !== null && amountPaisa < 1) {
    throw new BadUserInput('amountPaisa', 'amountPaisa must be 1 or more.');
  }
}

/** Whether a payment can be refunded so now. Throws `NotRefundable`, `RefundInProgress`, `AmountTooLarge`, `BadUserInput`. */
export async function checkRefund(
  services: Services,
  em: EntityManager,
  payment: Payment,
  terms: RefundTerms,
): Promise<PossibleRefund> {
  await refuseIfExchanged(em, payment.id);
  const paidPaisa = await refundablePaisa(em, payment, terms);
  const { open, knownPaisa, hasUnknownSum } = await readLedger(em, payment);
  if (open) throw new RefundInProgress(open.id);
  const leftPaisa = paidPaisa - knownPaisa;
  const amountPaisa = await chooseSum(services, em, terms, leftPaisa, hasUnknownSum);
  await checkAccess(em, payment.id, terms);
  return { amountPaisa, leftPaisa: leftPaisa - amountPaisa, hasUnknownSum };
}

/** What the customer has paid, as far as it can be refunded through Khalti. Throws `NotRefundable`. */
async function refundablePaisa(em: EntityManager, payment: Payment, { from }: RefundTerms): Promise<number> {
  if (from === 'REVIEW' && payment.status === NEEDS_REVIEW) return claimedPaisa(em, payment);
  if (payment.status !== COMPLETED && payment.status !== PARTIALLY_REFUNDED) {
    throw new NotRefundable(`This payment cannot be refunded: it is ${payment.status}.`);
  }
  if (payment.transactionId === null) throw new NotRefundable('Khalti has given no transaction id for this payment.');
  return payment.amountPaisa;
}

async function claimedPaisa(em: EntityManager, payment: Payment): Promise<number> {
  const { claimedPaisa: paisa, claimedTransactionId: transactionId } = payment;
  if (paisa === null || paisa < 1 || paisa > MAX_PAISA || transactionId === null) {
    throw new NotRefundable('Khalti has claimed no sum and transaction that can be refunded.');
  }
  // Its refund would return the money of that other payment.
  const others = await em.count(Payment, { transactionId, id: { $ne: payment.id } });
  if (others > 0) throw new NotRefundable('The transaction that Khalti claims belongs to another payment.');
  return paisa;
}

async function chooseSum(
  services: Services,
  em: EntityManager,
  { kind, amountPaisa }: RefundTerms,
  leftPaisa: number,
  hasUnknownSum: boolean,
): Promise<number> {
  if (kind === RefundKind.PART && amountPaisa !== null) {
    await checkPartIsPossible(services, em, amountPaisa);
    if (hasUnknownSum)
      throw new NotRefundable('The sum of an earlier refund is not known. Name it first, or refund all.');
  }
  if (leftPaisa < 1) throw new NotRefundable('Nothing is left to refund.');
  if (amountPaisa !== null && amountPaisa > leftPaisa) throw new AmountTooLarge(leftPaisa);
  if (kind === RefundKind.WHOLE && amountPaisa !== null && amountPaisa !== leftPaisa) {
    throw new BadUserInput('amountPaisa', `A whole refund is ${leftPaisa} paisa. Leave amountPaisa out.`);
  }
  return amountPaisa ?? leftPaisa;
}
