import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { NotFound } from '../../errors.ts';
import { type Refund } from '../../payments/refund.ts';
import { lockRefund } from '../../payments/refund-ledger.ts';
import { checkSeen } from '../check-seen.ts';
import { RefundRecord } from '../records/refund-record.ts';

/** Under the payment's row lock. Throws `NotFound`, or `ChangedMeanwhile` if the refund has changed since it was seen. */
export async function lockSeenRefund(em: EntityManager, id: string, seenUpdatedAt: Date): Promise<Refund> {
  const refund = isUuid(id) ? await lockRefund(em, id) : null;
  if (!refund) throw new NotFound('REFUND');
  checkSeen(seenUpdatedAt, new RefundRecord(refund));
  return refund;
}
