import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { PaymentNotFound } from '../errors.ts';
import { type Services } from '../services.ts';
import { type AccessChange, previewCut, withReturned } from '../subscriptions/preview-access.ts';
import { checkRefund, checkTerms, type RefundTerms } from './check-refund.ts';
import { Payment } from './payment.ts';
import { checkOutsideRefund, type OutsideRefund } from './record-outside-refund.ts';
import { RefundAccess } from './refund.ts';
import { daysTakenBy } from './refund-access.ts';
import { findReturned } from './return-exchanged.ts';

export interface RefundForecast {
  amountPaisa: number;
  leftPaisa: number;
  access: AccessChange;
}

/** What `requestRefund` would request now, and what follows once it is done. Refuses what that refuses. Changes nothing. */
export async function previewRefund(
  services: Services,
  em: EntityManager,
  { paymentId, ...terms }: RefundTerms & { paymentId: string },
): Promise<RefundForecast> {
  checkTerms(terms);
  const payment = await findPayment(em, paymentId);
  const { amountPaisa, leftPaisa } = await checkRefund(services, em, payment, terms);
  return { amountPaisa, leftPaisa, access: await previewAccessAfter(em, payment, terms, leftPaisa === 0) };
}

/** The same for `recordOutsideRefund`. */
export async function previewOutsideRefund(
  em: EntityManager,
  { paymentId, ...terms }: Pick<OutsideRefund, 'paymentId' | 'amountPaisa' | 'access' | 'shortenDays'>,
): Promise<RefundForecast> {
  const payment = await findPayment(em, paymentId);
  const { leftPaisa } = await checkOutsideRefund(em, payment, terms);
  const access = await previewAccessAfter(em, payment, terms, leftPaisa === 0);
  return { amountPaisa: terms.amountPaisa, leftPaisa, access };
}

/** What becomes of the access if a refund of this payment were done now. */
export async function previewAccessAfter(
  em: EntityManager,
  payment: Pick<Payment, 'id' | 'user'>,
  terms: Pick<RefundTerms, 'access' | 'shortenDays'>,
  isAll: boolean,
): Promise<AccessChange> {
  const { id, user } = payment;
  const now = new Date();
  const change = await previewCut(em, user.id, { paymentId: id }, daysTakenBy(terms));
  if (!isAll || terms.access !== RefundAccess.REVOKE) return change;
  return withReturned(em, user.id, change, id, { returned: await findReturned(em, id, now), now });
}

async function findPayment(em: EntityManager, id: string): Promise<Payment> {
  const payment = isUuid(id) ? await em.findOne(Payment, id) : null;
  if (!payment) throw new PaymentNotFound('There is no such payment.');
  return payment;
}
