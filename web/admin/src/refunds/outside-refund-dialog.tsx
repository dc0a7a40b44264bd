import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { formatPaisa, inWords, parseRupees } from '../app/format.ts';
import { problemOf } from '../app/problem-of.ts';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { TextArea } from '../deeds/text-area.tsx';
import { graphql } from '../gql/index.ts';
import { type Payment } from '../payments/payment.ts';
import { AccessFieldset } from './access-fieldset.tsx';
import { RefundConsequences } from './refund-consequences.tsx';
import { RupeesField } from './refund-fieldset.tsx';
import { useAccessTerms } from './use-refund-terms.ts';

const PreviewOutsideRefundQuery = graphql(`
  query PreviewOutsideRefund($paymentId: ID!, $amountPaisa: Int!, $access: RefundAccess!, $shortenDays: Int) {
    previewOutsideRefund(
      paymentId: $paymentId
      amountPaisa: $amountPaisa
      access: $access
      shortenDays: $shortenDays
    ) {
      amountPaisa
      leftPaisa
      needsCode
      access {
        ...AccessChangeFields
      }
    }
  }
`);

const RecordOutsideRefundMutation = graphql(`
  mutation RecordOutsideRefund(
    $paymentId: ID!
    $amountPaisa: Int!
    $access: RefundAccess!
    $shortenDays: Int
    $reason: String!
    $reference: String!
    $idempotencyKey: ID!
  ) {
    recordOutsideRefund(
      paymentId: $paymentId
      amountPaisa: $amountPaisa
      access: $access
      shortenDays: $shortenDays
      reason: $reason
      reference: $reference
      idempotencyKey: $idempotencyKey
    ) {
      id
      payment {
        ...PaymentRecordFields
      }
    }
  }
`);

interface OutsideRefundDialogProps {
  payment: Payment;
  refresh(): Promise<unknown>;
  onClose(): void;
}

/** Money went back by bank transfer or in cash. */
export function OutsideRefundDialog({ payment, refresh, onClose }: OutsideRefundDialogProps) {
  const [rupees, setRupees] = useState('');
  const form = useAccessTerms();
  const amountPaisa = parseRupees(rupees);
  const terms = amountPaisa !== null && form.accessTerms ? { amountPaisa, ...form.accessTerms } : null;
  const { data, error, loading } = useQuery(PreviewOutsideRefundQuery, {
    variables: { paymentId: payment.id, ...(terms ?? { amountPaisa: 0, access: 'KEEP' }) },
    skip: !terms,
    fetchPolicy: 'no-cache',
  });
  const [record] = useMutation(RecordOutsideRefundMutation);
  const preview = terms && !loading && !error ? data?.previewOutsideRefund : undefined;
  return (
    <DeedDialog
      title="Record a refund outside Khalti"
      verb={preview ? `Record ${formatPaisa(preview.amountPaisa)}` : 'Record'}
      isSevere
      isReady={preview !== undefined}
      facts={[
        { label: 'Status', value: inWords(payment.status) },
        { label: 'Refunds', value: payment.refunds.map(({ sentence }) => sentence).join(' ') || 'None' },
      ]}
      refresh={refresh}
      perform={async (answers, idempotencyKey) => {
        if (!terms) return;
        const texts = { reason: String(answers.get('reason')), reference: String(answers.get('reference')) };
        const variables = { paymentId: payment.id, ...terms, ...texts, idempotencyKey };
        await record({ variables }).catch(async (refusal: unknown) => {
          await refresh().catch(() => {});
          throw refusal;
        });
      }}
      done={`The refund of ${preview ? formatPaisa(preview.amountPaisa) : 'the payment'} is recorded.`}
      onClose={onClose}
    >
      <p>For money that you have given back by bank transfer or in cash. Nothing is sent to Khalti.</p>
      <RupeesField value={rupees} onChange={setRupees} />
      <AccessFieldset form={form} />
      <TextArea name="reference" label="What proves it" hint="Such as the reference of the bank" />
      <TextArea name="reason" label="Why the money went back" />
      {!terms && <p className="hint">Enter what is missing to see what will happen.</p>}
      {terms && loading && <p aria-busy="true">Working out what will happen…</p>}
      {terms && !loading && error && <ProblemNotice problem={problemOf(error)} />}
      {preview && <RefundConsequences preview={preview} kind="PART" verb="counts as paid back" />}
    </DeedDialog>
  );
}
