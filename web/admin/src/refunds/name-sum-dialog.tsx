import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { formatPaisa, parseRupees } from '../app/format.ts';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { TextArea } from '../deeds/text-area.tsx';
import { graphql } from '../gql/index.ts';
import { factsOf, type RefundDeedProps } from './refund-deed.ts';
import { RupeesField } from './refund-fieldset.tsx';

const NameRefundedSumMutation = graphql(`
  mutation NameRefundedSum($refundId: ID!, $seenUpdatedAt: DateTime!, $amountPaisa: Int!, $note: String!) {
    nameRefundedSum(
      refundId: $refundId
      seenUpdatedAt: $seenUpdatedAt
      amountPaisa: $amountPaisa
      note: $note
    ) {
      id
      payment {
        ...PaymentRecordFields
      }
    }
  }
`);

/** Khalti names no sums of parts: a person has seen it on the dashboard. */
export function NameSumDialog({ refund, refresh, onClose }: RefundDeedProps) {
  const [rupees, setRupees] = useState('');
  const [name] = useMutation(NameRefundedSumMutation);
  const amountPaisa = parseRupees(rupees);
  const sum = amountPaisa === null ? 'the sum' : formatPaisa(amountPaisa);
  return (
    <DeedDialog
      title="Name the sum of this refund"
      verb={amountPaisa === null ? 'Name the sum' : `Record ${sum}`}
      isReady={amountPaisa !== null}
      facts={factsOf(refund)}
      refresh={refresh}
      perform={async (answers) => {
        if (amountPaisa === null) return;
        const variables = { refundId: refund.id, seenUpdatedAt: refund.updatedAt, amountPaisa };
        await name({ variables: { ...variables, note: String(answers.get('note')) } });
      }}
      done={`The refund on Khalti's dashboard was of ${sum}: that is recorded.`}
      onClose={onClose}
    >
      <p>A part was refunded on Khalti's dashboard. Look there how much it was: Khalti's lookup does not say.</p>
      <RupeesField value={rupees} onChange={setRupees} />
      <TextArea name="note" label="Where you have seen the sum" />
      <div className="consequences" aria-live="polite">
        <p>
          The figures count {sum} as paid back on the day of the refund. No money moves, and the access stays as it is.
        </p>
      </div>
    </DeedDialog>
  );
}
