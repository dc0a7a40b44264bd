import { type EntityManager } from '@mikro-orm/postgresql';
import { type GatewayError, GatewayMisconfigured, GatewayRefused } from '../errors.ts';
import { type KhaltiAnswer } from '../khalti/khalti-answer.ts';
import { type Services } from '../services.ts';
import { keepAnswer } from './keep-answer.ts';
import { Payment } from './payment.ts';

/** Keeps an answer that gives no status, and tells operators if only they can help. Changes no status. */
export async function recordLookupError(
  { orm, jobs }: Services,
  payment: Payment,
  error: GatewayError,
  answer: KhaltiAnswer,
): Promise<void> {
  await orm.em.fork().transactional(async (em) => {
    await keepAnswer(em, payment.id, answer);
    if (error instanceof GatewayMisconfigured) {
      await jobs.tellOperator(em, { about: 'keyRefused', at: new Date().toISOString() });
    }
    if (error instanceof GatewayRefused && (await isFirstRefusal(em, payment, error))) {
      await jobs.tellOperator(em, { about: 'unknownPayments' });
    }
  });
}

async function isFirstRefusal(em: EntityManager, { id }: Payment, error: GatewayRefused): Promise<boolean> {
  const failureCode = String(error.extensions.code);
  const isOther = { $or: [{ failureCode: null }, { failureCode: { $ne: failureCode } }] };
  return (await em.nativeUpdate(Payment, { id, ...isOther }, { failureCode })) === 1;
}
