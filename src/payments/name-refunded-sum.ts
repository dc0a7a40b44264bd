import { type EntityManager } from '@mikro-orm/postgresql';
import { AmountTooLarge, BadUserInput, NotPossible } from '../errors.ts';
import { updateRefundedSum } from './finish-refund.ts';
import { readReason } from './read-reason.ts';
import { type Refund, RefundKind, RefundOrigin } from './refund.ts';
import { readLedger } from './refund-ledger.ts';

/** A person names the sum of a refund on Khalti's dashboard. Call it under the payment's row lock. */
export async function nameRefundedSum(
  em: EntityManager,
  refund: Refund,
  { amountPaisa, note, settledById }: { amountPaisa: number; note: string; settledById: string | null },
): Promise<void> {
  readReason(note, 'note');
  if (amountPaisa < 1) throw new BadUserInput('amountPaisa', 'amountPaisa must be 1 or more.');
  if (refund.origin !== RefundOrigin.KHALTI || refund.amountPaisa !== null) {
    throw new NotPossible('Only a refund on the dashboard of Khalti whose sum is not known can be given one.');
  }
  const { payment } = refund;
  const { open, done } = await readLedger(em, payment);
  // A refund of all that was left took what this sum leaves.
  const rest = [...done, ...(open ? [open] : [])].find(
    (other) => other.kind === RefundKind.WHOLE && other.origin === RefundOrigin.OPERATOR && !other.isAmountConfirmed,
  );
  const others = done.filter((other) => other !== refund && other !== rest);
  const leftPaisa = payment.amountPaisa - others.reduce((sum, other) => sum + (other.amountPaisa ?? 0), 0);
  const mostPaisa = rest || refund.kind === RefundKind.PART ? leftPaisa - 1 : leftPaisa;
  if (amountPaisa > mostPaisa) throw new AmountTooLarge(Math.max(0, mostPaisa));
  Object.assign(refund, { amountPaisa, note, settledById });
  if (rest) Object.assign(rest, { amountPaisa: leftPaisa - amountPaisa, isAmountConfirmed: true });
  await em.flush();
  await updateRefundedSum(em, payment, false);
}
