import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { type GatewayError, GatewayRefused } from '../errors.ts';
import { type KhaltiAnswer } from '../khalti/khalti-answer.ts';
import { type Services } from '../services.ts';
import { GatewayAnswer } from './gateway-answer.ts';
import { Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';

/**
 * Records why Khalti gave no link. Only a clear refusal ends the payment. After a timeout, an unreadable answer or a
 * refused key, the next call with the same idempotency key tries again: no customer has seen a payment page yet.
 */
export async function recordGatewayError(services: Services, payment: Payment, error: GatewayError): Promise<void> {
  const code = String(error.extensions.code);
  await services.orm.em.fork().transactional(async (em) => {
    const locked = await lock(em, payment);
    if (error.answer) em.persist(new GatewayAnswer(locked, error.answer));
    if (locked.status !== PaymentStatus.CREATED) return;
    if (error instanceof GatewayRefused) locked.fail(code);
    else locked.release(code);
  });
}

/** Keeps an answer that came after another call had already moved the payment on. Changes nothing else. */
export async function keepLateAnswer(services: Services, payment: Payment, answer: KhaltiAnswer): Promise<Payment> {
  return services.orm.em.fork().transactional(async (em) => {
    const locked = await lock(em, payment);
    em.persist(new GatewayAnswer(locked, answer));
    return locked;
  });
}

async function lock(em: EntityManager, payment: Payment): Promise<Payment> {
  return em.findOneOrFail(Payment, payment.id, { lockMode: LockMode.PESSIMISTIC_WRITE });
}
