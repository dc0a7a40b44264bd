import { type ReviewDecision } from '../gql/graphql.ts';
import { type KhaltiSays } from './ask-khalti.ts';
import { type Payment } from './payment.ts';

type Option = readonly [ReviewDecision, string];

const claiming: readonly KhaltiSays['status'][] = ['COMPLETED', 'PARTIALLY_REFUNDED', 'UNREADABLE'];
const accept: Option = ['ACCEPT', 'Accept it: it counts as paid, and grants access'];
const refund: Option = ['REFUND', 'Refund what Khalti claims, and grant nothing'];
const dismiss: Option = ['DISMISS', 'Dismiss it: nothing is granted, and nothing goes back'];

/** What can be decided after Khalti's answer, and why the rest cannot. */
export function decisionsOf(
  { claimedPaisa, claimedTransactionId, reviewReason }: Payment,
  says: KhaltiSays | null,
): { options: readonly Option[]; reason: string | null } {
  if (!says || !claiming.includes(says.status)) {
    return { options: [dismiss], reason: 'Khalti claims no money for this payment now, so it can only be dismissed.' };
  }
  if (!claimedPaisa || !claimedTransactionId) {
    const reason = 'It cannot be refunded from here: Khalti claims no sum and transaction that can be read.';
    return { options: [accept, dismiss], reason };
  }
  if (reviewReason === 'TRANSACTION_TAKEN') {
    const reason = 'It cannot be refunded: the transaction belongs to another payment, whose money would go back.';
    return { options: [accept, dismiss], reason };
  }
  return { options: [accept, refund, dismiss], reason: null };
}
