import { LockMode } from '@mikro-orm/core';
import { type Services } from '../services.ts';
import { CLOSE_UNOPENED_AFTER_MS } from './next-follow-up.ts';
import { Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';

/** Fails a payment that a crash or a lost answer left without a link, unless it is young or being opened. */
export async function closeUnopened({ orm, log }: Services, payment: Payment): Promise<Payment> {
  return orm.em.fork().transactional(async (em) => {
    const unopened = await em.findOneOrFail(Payment, payment.id, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const now = Date.now();
    const isBeingOpened = unopened.openingUntil !== null && unopened.openingUntil.getTime() > now;
    const isYoung = now - unopened.createdAt.getTime() < CLOSE_UNOPENED_AFTER_MS;
    if (unopened.status !== PaymentStatus.CREATED || isBeingOpened || isYoung) return unopened;
    unopened.fail(unopened.failureCode ?? 'NEVER_OPENED');
    log.info({ paymentId: unopened.id }, 'closeUnopened');
    return unopened;
  });
}
