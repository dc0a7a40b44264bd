import { type EntityManager } from '@mikro-orm/postgresql';
import { BadUserInput, NotRefundable } from '../errors.ts';
import { type Services } from '../services.ts';
import { Refund } from './refund.ts';

const PAISA_PER_RUPEE = 100;

/** Throws unless parts can be refunded: their unit is proven, and no refund has contradicted it. */
export async function checkPartIsPossible(services: Services, em: EntityManager, amountPaisa: number): Promise<void> {
  const { refundAmountUnit } = services;
  if (refundAmountUnit === null) {
    throw new NotRefundable(
      'Parts cannot be refunded until KHALTI_REFUND_AMOUNT_UNIT is set. Refund the whole payment.',
    );
  }
  if (await arePartsOff(em)) {
    throw new NotRefundable(
      'Parts cannot be refunded: a part was requested, and Khalti refunded the whole payment. KHALTI_REFUND_AMOUNT_UNIT may be wrong.',
    );
  }
  if (refundAmountUnit === 'rupees' && amountPaisa % PAISA_PER_RUPEE !== 0) {
    throw new BadUserInput('amountPaisa', 'Khalti refunds whole rupees only: amountPaisa must be a multiple of 100.');
  }
}

export async function arePartsOff(em: EntityManager): Promise<boolean> {
  return (await em.count(Refund, { isContradicted: true })) > 0;
}

export function amountForKhalti({ refundAmountUnit }: Services, amountPaisa: number): number {
  return refundAmountUnit === 'rupees' ? amountPaisa / PAISA_PER_RUPEE : amountPaisa;
}
