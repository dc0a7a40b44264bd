import { type EntityManager } from '@mikro-orm/postgresql';
import { BadUserInput, NotPossible } from '../errors.ts';
import { type Lookup } from '../khalti/khalti-client.ts';
import { type Services } from '../services.ts';
import { DAY_MS } from '../subscriptions/period.ts';
import { finishRefund } from './finish-refund.ts';
import { lookUpAndSettle } from './look-up-and-settle.ts';
import { readReason } from './read-reason.ts';
import { Refund, RefundEvidence } from './refund.ts';
import { RefundStatus } from './refund-status.ts';

export interface RefundVerdict {
  wentBack: boolean;
  reference: string | null;
  note: string;
  settledById: string | null;
}

/** A person decides about a refund whose result is unknown. Call it under the payment's row lock. */
export async function settleRefundByHand(
  services: Services,
  em: EntityManager,
  refund: Refund,
  { wentBack, reference, note, settledById }: RefundVerdict,
): Promise<void> {
  if (refund.status !== RefundStatus.UNKNOWN) {
    throw new NotPossible(`Only a refund whose result is unknown can be settled. This one is ${refund.status}.`);
  }
  Object.assign(refund, { note, reference, settledById });
  if (wentBack) {
    refund.finish(RefundEvidence.OPERATOR);
    await finishRefund(services, em, refund.payment, refund);
    return;
  }
  refund.stop(RefundStatus.NOT_DONE, refund.failure);
  refund.evidence = RefundEvidence.OPERATOR;
}

export function checkVerdict({ wentBack, reference, note }: Omit<RefundVerdict, 'settledById'>): void {
  readReason(note, 'note');
  if (reference !== null) readReason(reference, 'reference');
  if (wentBack && reference === null) {
    throw new BadUserInput('reference', 'A refund that went back needs a reference, such as the one of Khalti.');
  }
}

/** "It did not go back" needs a day of waiting and a fresh lookup that reports no refund of all. */
export async function askBeforeNotDone(services: Services, refundId: string): Promise<Lookup | null> {
  const refund = await services.orm.em.fork().findOne(Refund, refundId, { populate: ['payment'] });
  if (refund?.status !== RefundStatus.UNKNOWN) return null;
  const ageMs = Date.now() - (refund.sentAt ?? refund.createdAt).getTime();
  if (ageMs < DAY_MS) {
    throw new NotPossible(
      'Khalti may still show this refund. Decide that it did not go back 24 hours after it was sent.',
    );
  }
  const { payment } = refund;
  const { lookup } = await lookUpAndSettle(services, { payment }, String(payment.pidx));
  if (lookup.status === 'REFUNDED' || lookup.status === 'UNREADABLE') {
    throw new NotPossible(`Khalti's lookup says ${lookup.statusText}, so it is not clear that nothing went back.`);
  }
  return lookup;
}
