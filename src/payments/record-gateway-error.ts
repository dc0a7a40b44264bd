import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { type GatewayError, GatewayMisconfigured, GatewayRefused } from '../errors.ts';
import { type KhaltiAnswer } from '../khalti/khalti-answer.ts';
import { isKeyRefusal } from '../khalti/khalti-http.ts';
import { type Services } from '../services.ts';
import { countRefusedInitiations } from './count-refused-initiations.ts';
import { keepAnswer } from './keep-answer.ts';
import { Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';

// One refusal may be due to one customer's data. Several in a day are due to the merchant's account.
const REFUSALS_BEFORE_TELLING = 3;

/**
 * Records why Khalti gave no link. Only a clear refusal ends the payment. After a timeout, an unreadable answer or a
 * refused key, the next call with the same idempotency key tries again: no customer has seen a payment page yet.
 */
export async function recordGatewayError(services: Services, payment: Payment, error: GatewayError): Promise<void> {
  const code = String(error.extensions.code);
  await services.orm.em.fork().transactional(async (em) => {
    const locked = await lock(em, payment);
    if (error.answer) await keepAnswer(em, locked.id, error.answer);
    if (locked.status !== PaymentStatus.CREATED) return;
    if (error instanceof GatewayRefused) locked.fail(code);
    else locked.release(code);
    await em.flush();
    await tellOperator(services, em, error);
  });
}

/** Keeps an answer that came after another call had already moved the payment on. Changes nothing else. */
export async function keepLateAnswer(services: Services, payment: Payment, answer: KhaltiAnswer): Promise<Payment> {
  return services.orm.em.fork().transactional(async (em) => {
    const locked = await lock(em, payment);
    await keepAnswer(em, locked.id, answer);
    return locked;
  });
}

async function tellOperator({ jobs }: Services, em: EntityManager, error: GatewayError): Promise<void> {
  if (error instanceof GatewayMisconfigured && error.answer && isKeyRefusal(error.answer.httpStatus)) {
    await jobs.tellOperator(em, { about: 'keyRefused', at: new Date().toISOString() });
  } else if (error instanceof GatewayRefused || error instanceof GatewayMisconfigured) {
    const { payments } = await countRefusedInitiations(em);
    if (payments >= REFUSALS_BEFORE_TELLING) await jobs.tellOperator(em, { about: 'refusedInitiations' });
  }
}

async function lock(em: EntityManager, payment: Payment): Promise<Payment> {
  return em.findOneOrFail(Payment, payment.id, { lockMode: LockMode.PESSIMISTIC_WRITE });
}
