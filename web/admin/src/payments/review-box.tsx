import { formatMoment, formatPaisa } from '../app/format.ts';
import { DeedButton } from '../deeds/deed-button.tsx';
import { type ReviewDecision, type ReviewReason } from '../gql/graphql.ts';
import { isOpenReview, type Payment } from './payment.ts';
import { SettleReviewDialog } from './settle-review-dialog.tsx';

const reasons: Record<ReviewReason, string> = {
  OTHER_AMOUNT: 'Khalti claims another amount than that of this payment.',
  TRANSACTION_TAKEN: 'Khalti claims a transaction that another payment has.',
  PART_REFUND: 'A part was refunded before this server saw the payment completed.',
  UNREADABLE: "Khalti's answer may claim money, but cannot be read.",
  CUSTOMER_BLOCKED: 'The customer was blocked when the money arrived.',
  EXCHANGE_CHANGED:
    'The plan was to start now, and what was to be exchanged for it was refunded, exchanged or changed before the money arrived.',
};

const decisions: Record<ReviewDecision, string> = {
  ACCEPT: 'It was accepted',
  REFUND: 'What Khalti claims was sent back',
  DISMISS: 'It was dismissed',
};

/** Why an operator must decide about a payment, or what was decided. */
export function ReviewBox({ payment, refresh }: { payment: Payment; refresh(): Promise<unknown> }) {
  const { reviewReason, reviewDecision, reviewedAt, reviewNote } = payment;
  if (!reviewReason) return null;
  const isOpen = isOpenReview(payment);
  return (
    <section className={`review notice ${isOpen ? 'bad' : 'quiet'}`} aria-labelledby="review">
      <h2 id="review">{isOpen ? 'This payment needs a decision' : 'Review'}</h2>
      <p>{reasons[reviewReason]}</p>
      <Claims payment={payment} />
      {reviewDecision && reviewedAt && (
        <p>
          {decisions[reviewDecision]} on {formatMoment(reviewedAt)}. {reviewNote && `“${reviewNote}”`}
          {isOpen && ' That refund was not made, so the decision is open again.'}
        </p>
      )}
      <DeedButton
        label="Settle review"
        permission="SETTLE_REVIEW"
        isPossible={isOpen && Boolean(payment.pidx)}
        dialog={(onClose) => <SettleReviewDialog payment={payment} refresh={refresh} onClose={onClose} />}
      />
    </section>
  );
}

function Claims({ payment }: { payment: Payment }) {
  const { amountPaisa, transactionId, claimedPaisa, claimedTransactionId } = payment;
  return (
    <table>
      <caption className="for-screen-readers">What Khalti claims, beside what is known here</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">Here</th>
          <th scope="col">Khalti claims</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">Amount</th>
          <td>{formatPaisa(amountPaisa)}</td>
          <td>{typeof claimedPaisa === 'number' ? formatPaisa(claimedPaisa) : 'Not readable'}</td>
        </tr>
        <tr>
          <th scope="row">Transaction</th>
          <td>{transactionId ?? 'None'}</td>
          <td>{claimedTransactionId ?? 'None'}</td>
        </tr>
      </tbody>
    </table>
  );
}
