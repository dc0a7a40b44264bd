import { useMutation } from '@apollo/client/react';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { TextArea } from '../deeds/text-area.tsx';
import { graphql } from '../gql/index.ts';
import { KhaltiBeside } from '../payments/khalti-beside.tsx';
import { ForeseenAccess } from './foreseen-access.tsx';
import { factsOf, type RefundDeedProps } from './refund-deed.ts';
import { sumInWords } from './words.ts';

const SettleRefundMutation = graphql(`
  mutation SettleRefund(
    $id: ID!
    $seenUpdatedAt: DateTime!
    $wentBack: Boolean!
    $reference: String
    $note: String!
  ) {
    settleRefund(
      id: $id
      seenUpdatedAt: $seenUpdatedAt
      wentBack: $wentBack
      reference: $reference
      note: $note
    ) {
      id
      payment {
        ...PaymentRecordFields
      }
    }
  }
`);

/** A person has found out whether the money of a refund went back. */
export function SettleRefundDialog({ wentBack, ...props }: RefundDeedProps & { wentBack: boolean }) {
  const { refund, payment, refresh, onClose } = props;
  const [settle] = useMutation(SettleRefundMutation);
  const sum = sumInWords(refund);
  return (
    <DeedDialog
      title={wentBack ? 'It went back' : 'It did not go back'}
      verb={wentBack ? `${sum} went back` : `${sum} did not go back`}
      isSevere
      facts={factsOf(refund)}
      refresh={refresh}
      perform={(answers) => {
        const reference = wentBack ? String(answers.get('reference')) : null;
        const note = String(answers.get('note'));
        return settle({ variables: { id: refund.id, seenUpdatedAt: refund.updatedAt, wentBack, reference, note } });
      }}
      done={wentBack ? `${sum} went back: that is recorded.` : 'It did not go back: that is recorded.'}
      onClose={onClose}
    >
      <p>{refund.sentence}</p>
      <KhaltiBeside payment={payment} />
      {refund.status !== 'UNKNOWN' && <p>Nothing is left to decide: what became of it is known now.</p>}
      {refund.status === 'UNKNOWN' && wentBack && (
        <ForeseenAccess paymentId={payment.id} refund={refund} before={`${sum} counts as paid back from now on.`} />
      )}
      {refund.status === 'UNKNOWN' && !wentBack && (
        <div className="consequences">
          <p>Nothing counts as paid back, and the access stays as it is. This payment can then be refunded again.</p>
        </div>
      )}
      {wentBack && (
        <TextArea
          name="reference"
          label="What proves it"
          hint="Such as the number of the refund on Khalti's dashboard"
        />
      )}
      <TextArea name="note" label="How you found out" />
    </DeedDialog>
  );
}
