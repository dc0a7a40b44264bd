import { type EntityManager } from '@mikro-orm/postgresql';
import { BadUserInput, NotRefundable } from '../errors.ts';
import { type Services } from '../services.ts';
import { Refund } from './refund.ts';

const PAISA_PER_RUPEE = 100;

/** Why no part can be refunded; null if parts can: their unit is set, and no refund has contradicted it. */
export async function whyPartsAreOff({ refundAmountUnit }: Services, em: EntityManager): Promise<string | null> {
  if (refundAmountUnit === null) {
    return 'Parts cannot be refunded until KHALTI_REFUND_AMOUNT_UNIT is set. Refund the whole payment.';
  }
  if (!(await arePartsOff(em))) return null;
  return 'Parts cannot be refunded: a part was requested, and Khalti refunded the whole payment. KHALTI_REFUND_AMOUNT_UNIT may be wrong.';
}

/** Throws `NotRefundable` and `BadUserInput`. */
export async function checkPartIsPossible(services: Services, em: EntityManager, amountPaisa: number): Promise<void> {
  const reason = await whyPartsAreOff(services, em);
  if (reason !== null) throw new NotRefundable(reason);
  if (services.refundAmountUnit === 'rupees' && amountPaisa % PAISA_PER_RUPEE !== 0) {
    throw new BadUserInput('amountPaisa', 'Khalti refunds whole rupees only: amountPaisa must be a multiple of 100.');
  }
}

export async function arePartsOff(em: EntityManager): Promise<boolean> {
  return (await em.count(Refund, { isContradicted: true })) > 0;
}

export function amountForKhalti({ refundAmountUnit }: Services, amountPaisa: number): number {
  return refundAmountUnit === 'rupees' ? amountPaisa / PAISA_PER_RUPEE : amountPaisa;
}
