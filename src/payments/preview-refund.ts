import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { PaymentNotFound } from '../errors.ts';
import { type Services } from '../services.ts';
import { type AccessChange, previewCut } from '../subscriptions/preview-access.ts';
import { checkRefund, checkTerms, type RefundTerms } from './check-refund.ts';
import { Payment } from './payment.ts';
import { daysTakenBy } from './refund-access.ts';

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
  const payment = isUuid(paymentId) ? await em.findOne(Payment, paymentId) : null;
  if (!payment) throw new PaymentNotFound('There is no such payment.');
  const { amountPaisa, leftPaisa } = await checkRefund(services, em, payment, terms);
  const access = await previewCut(em, payment.user.id, { paymentId: payment.id }, daysTakenBy(terms));
  return { amountPaisa, leftPaisa, access };
}
