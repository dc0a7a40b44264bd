import { useMutation } from '@apollo/client/react';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { graphql } from '../gql/index.ts';
import { type Payment } from './payment.ts';

const ResendReceiptMutation = graphql(`
  mutation ResendReceipt($paymentId: ID!) {
    resendReceipt(paymentId: $paymentId)
  }
`);

interface ResendReceiptDialogProps {
  payment: Payment;
  refresh(): Promise<unknown>;
  onClose(): void;
}

export function ResendReceiptDialog({ payment, refresh, onClose }: ResendReceiptDialogProps) {
  const [resend] = useMutation(ResendReceiptMutation, { variables: { paymentId: payment.id } });
  return (
    <DeedDialog
      title="Resend the receipt"
      verb="Send it again"
      perform={async () => {
        await resend();
        await refresh().catch(() => {});
      }}
      done="The receipt is sent again in a moment."
      onClose={onClose}
    >
      <div className="consequences">
        <p>The receipt goes to {payment.customer.email} once more.</p>
      </div>
    </DeedDialog>
  );
}
