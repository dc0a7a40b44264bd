import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { problemOf } from '../app/problem-of.ts';
import { useSession } from '../app/session.tsx';
import { DeedButton } from '../deeds/deed-button.tsx';
import { OutsideRefundDialog } from '../refunds/outside-refund-dialog.tsx';
import { RefundDialog } from '../refunds/refund-dialog.tsx';
import { useAskKhalti } from './ask-khalti.ts';
import { KhaltiAnswer } from './khalti-answer.tsx';
import { hasOpenRefund, isPaid, type Payment } from './payment.ts';
import { ResendReceiptDialog } from './resend-receipt-dialog.tsx';

/** What the operator may do with a payment now. */
export function PaymentDeeds({ payment, refresh }: { payment: Payment; refresh(): Promise<unknown> }) {
  const { can } = useSession();
  const { ask, says, isAsking, error } = useAskKhalti(payment.id);
  const isRefundable = isPaid(payment) && !hasOpenRefund(payment);
  return (
    <>
      <div className="deeds">
        {can('ASK_KHALTI') && payment.pidx && (
          <button type="button" className="outline" aria-busy={isAsking} onClick={() => void ask()}>
            {isAsking ? 'Asking Khalti…' : 'Ask Khalti'}
          </button>
        )}
        <DeedButton
          label="Refund"
          permission="REFUND"
          isPossible={isRefundable && Boolean(payment.transactionId)}
          dialog={(onClose) => <RefundDialog payment={payment} refresh={refresh} onClose={onClose} />}
        />
        <DeedButton
          label="Record a refund outside Khalti"
          permission="REFUND"
          isPossible={isRefundable}
          dialog={(onClose) => <OutsideRefundDialog payment={payment} refresh={refresh} onClose={onClose} />}
        />
        <DeedButton
          label="Resend receipt"
          permission="RESEND_MESSAGE"
          isPossible={isPaid(payment) && Boolean(payment.customer.email)}
          dialog={(onClose) => <ResendReceiptDialog payment={payment} refresh={refresh} onClose={onClose} />}
        />
      </div>
      <div aria-live="polite">
        {error !== undefined && <ProblemNotice problem={problemOf(error)} />}
        {says && <KhaltiAnswer says={says} payment={payment} />}
      </div>
    </>
  );
}
