import { useMutation, useQuery } from '@apollo/client/react';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { formatPaisa, inWords } from '../app/format.ts';
import { problemOf } from '../app/problem-of.ts';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { TextArea } from '../deeds/text-area.tsx';
import { graphql } from '../gql/index.ts';
import { type Payment } from '../payments/payment.ts';
import { RefundConsequences } from './refund-consequences.tsx';
import { RefundFieldset } from './refund-fieldset.tsx';
import { useRefundTerms } from './use-refund-terms.ts';

const PreviewRefundQuery = graphql(`
  query PreviewRefund(
    $paymentId: ID!
    $kind: RefundKind!
    $amountPaisa: Int
    $access: RefundAccess!
    $shortenDays: Int
  ) {
    previewRefund(
      paymentId: $paymentId
      kind: $kind
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

const RequestRefundMutation = graphql(`
  mutation RequestRefund(
    $paymentId: ID!
    $kind: RefundKind!
    $amountPaisa: Int
    $access: RefundAccess!
    $shortenDays: Int
    $reason: String!
    $idempotencyKey: ID!
  ) {
    requestRefund(
      paymentId: $paymentId
      kind: $kind
      amountPaisa: $amountPaisa
      access: $access
      shortenDays: $shortenDays
      reason: $reason
      idempotencyKey: $idempotencyKey
    ) {
      id
      payment {
        ...PaymentRecordFields
      }
    }
  }
`);

interface RefundDialogProps {
  payment: Payment;
  refresh(): Promise<unknown>;
  onClose(): void;
}

/** Sends money back through Khalti. */
export function RefundDialog({ payment, refresh, onClose }: RefundDialogProps) {
  const form = useRefundTerms();
  const terms = form.terms && { paymentId: payment.id, ...form.terms };
  const { data, error, loading } = useQuery(PreviewRefundQuery, {
    variables: terms ?? { paymentId: payment.id, kind: 'WHOLE', access: 'KEEP' },
    skip: !terms,
    fetchPolicy: 'no-cache',
  });
  const [request] = useMutation(RequestRefundMutation);
  const preview = terms && !loading && !error ? data?.previewRefund : undefined;
  return (
    <DeedDialog
      title="Refund through Khalti"
      verb={preview ? `Refund ${formatPaisa(preview.amountPaisa)}` : 'Refund'}
      isSevere
      isReady={preview !== undefined}
      facts={[
        { label: 'Status', value: inWords(payment.status) },
        { label: 'Refunds', value: payment.refunds.map(({ sentence }) => sentence).join(' ') || 'None' },
      ]}
      refresh={refresh}
      perform={async (answers, idempotencyKey) => {
        if (!terms || !preview) return;
        const reason = String(answers.get('reason'));
        // The sum that was shown: the server refuses if another one is left now.
        const variables = { ...terms, amountPaisa: preview.amountPaisa, reason, idempotencyKey };
        await request({ variables }).catch(async (refusal: unknown) => {
          await refresh().catch(() => {});
          throw refusal;
        });
      }}
      done={`The refund of ${preview ? formatPaisa(preview.amountPaisa) : 'the payment'} is requested. It is sent to Khalti in a moment.`}
      onClose={onClose}
    >
      <RefundFieldset form={form} />
      <TextArea name="reason" label="Why the money goes back" />
      {!terms && <p className="hint">Enter what is missing to see what will happen.</p>}
      {terms && loading && <p aria-busy="true">Working out what will happen…</p>}
      {terms && !loading && error && <ProblemNotice problem={problemOf(error)} />}
      {preview && <RefundConsequences preview={preview} kind={form.kind} />}
    </DeedDialog>
  );
}
