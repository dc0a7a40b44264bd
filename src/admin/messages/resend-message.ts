import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { NotFound, NotPossible, PaymentNotFound } from '../../errors.ts';
import { Payment } from '../../payments/payment.ts';
import { PaymentStatus } from '../../payments/payment-status.ts';
import { type Services } from '../../services.ts';
import { type Done } from '../record-deed.ts';
import { MAIL_JOBS } from './failed-message.ts';

const paid: readonly PaymentStatus[] = [PaymentStatus.COMPLETED, PaymentStatus.PARTIALLY_REFUNDED];

/** Lets a job that failed for good run once more. */
export async function resendMessage(em: EntityManager, jobId: string): Promise<Done<boolean>> {
  if (!isUuid(jobId)) throw new NotFound('MESSAGE');
  // As `retry` of pg-boss does, but in the transaction of the audit.
  const retried = await em.execute<{ name: string }[]>(
    `update pgboss.job set state = 'retry', retry_limit = retry_count + 1, completed_on = null,
       start_after = pgboss.job_now()
     where id = ? and state = 'failed' and name in (${MAIL_JOBS.map(() => '?').join(', ')}) returning name`,
    [jobId, ...MAIL_JOBS],
  );
  const [job] = retried;
  if (!job) throw new NotFound('MESSAGE');
  return { result: true, before: { state: 'failed' }, after: { state: 'retry', kind: job.name } };
}

/** Sends the receipt of a payment again. */
export async function resendReceipt(services: Services, em: EntityManager, paymentId: string): Promise<Done<boolean>> {
  const payment = isUuid(paymentId) ? await em.findOne(Payment, { id: paymentId }) : null;
  if (!payment) throw new PaymentNotFound('There is no such payment.');
  if (!paid.includes(payment.status)) throw new NotPossible('Only a payment that was paid has a receipt.');
  await em.execute('delete from sent_messages where key = ?', [`receipt-${paymentId}`]);
  await services.jobs.add(em, 'sendReceipt', { paymentId });
  return { result: true, after: { kind: 'sendReceipt' } };
}
