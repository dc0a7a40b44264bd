import { useMutation } from '@apollo/client/react';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { graphql } from '../gql/index.ts';
import { factsOf, type RefundDeedProps } from './refund-deed.ts';
import { sumInWords } from './words.ts';

const CancelRefundMutation = graphql(`
  mutation CancelRefund($id: ID!, $seenUpdatedAt: DateTime!) {
    cancelRefund(id: $id, seenUpdatedAt: $seenUpdatedAt) {
      id
      payment {
        ...PaymentRecordFields
      }
    }
  }
`);

export function CancelRefundDialog({ refund, refresh, onClose }: RefundDeedProps) {
  const [cancel] = useMutation(CancelRefundMutation);
  const { id, updatedAt } = refund;
  return (
    <DeedDialog
      title="Cancel this refund"
      verb={`Cancel the refund of ${sumInWords(refund)}`}
      isSevere
      facts={factsOf(refund)}
      refresh={refresh}
      perform={() => cancel({ variables: { id, seenUpdatedAt: updatedAt } })}
      done="The refund is canceled. No money goes back."
      onClose={onClose}
    >
      <div className="consequences">
        <p>{sumInWords(refund)} does not go back, and the access stays as it is. Nothing was sent to Khalti yet.</p>
      </div>
    </DeedDialog>
  );
}
