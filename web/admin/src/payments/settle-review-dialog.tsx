import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { formatPaisa, inWords } from '../app/format.ts';
import { Choice } from '../deeds/choice.tsx';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { TextArea } from '../deeds/text-area.tsx';
import { type ReviewDecision } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { type KhaltiSays } from './ask-khalti.ts';
import { KhaltiBeside } from './khalti-beside.tsx';
import { isOpenReview, type Payment } from './payment.ts';
import { AcceptConsequences, DismissConsequences, RefundClaimConsequences } from './review-consequences.tsx';
import { decisionsOf } from './review-decisions.ts';

const SettleReviewMutation = graphql(`
  mutation SettleReview(
    $paymentId: ID!
    $seenUpdatedAt: DateTime!
    $decision: ReviewDecision!
    $days: Int
    $note: String!
  ) {
    settleReview(
      paymentId: $paymentId
      seenUpdatedAt: $seenUpdatedAt
      decision: $decision
      days: $days
      note: $note
    ) {
      ...PaymentRecordFields
    }
  }
`);

interface SettleReviewDialogProps {
  payment: Payment;
  refresh(): Promise<unknown>;
  onClose(): void;
}

/** Decides about a payment in review, after a look at what Khalti says now. */
export function SettleReviewDialog({ payment, refresh, onClose }: SettleReviewDialogProps) {
  const [says, setSays] = useState<KhaltiSays | null>(null);
  const [decision, setDecision] = useState<ReviewDecision | null>(null);
  const [days, setDays] = useState(String(payment.durationDays));
  const [isForeseen, setIsForeseen] = useState(false);
  const [settle] = useMutation(SettleReviewMutation);
  const { options, reason } = decisionsOf(payment, says);
  const chosen = options.find(([each]) => each === decision)?.[0] ?? null;
  const isOpen = isOpenReview(payment);
  return (
    <DeedDialog
      title="Settle this review"
      verb={verbOf(chosen, payment, days)}
      isSevere={chosen !== 'ACCEPT'}
      isReady={isOpen && says !== null && chosen !== null && (chosen !== 'ACCEPT' || isForeseen)}
      facts={factsOf(payment)}
      refresh={refresh}
      perform={async (answers) => {
        if (!chosen) return;
        await settle({
          variables: {
            paymentId: payment.id,
            seenUpdatedAt: payment.updatedAt,
            decision: chosen,
            days: chosen === 'ACCEPT' ? Number(days) : null,
            note: String(answers.get('note')),
          },
        });
      }}
      done="The review is settled."
      onClose={onClose}
    >
      <KhaltiBeside payment={payment} onAnswer={setSays} />
      {says && !isOpen && (
        <p>Nothing is left to decide: this payment is {inWords(payment.status).toLowerCase()} now.</p>
      )}
      {says && isOpen && (
        <>
          <Choice name="decision" label="Your decision" options={options} value={chosen ?? ''} onChange={choose} />
          {reason && <p className="hint">{reason}</p>}
          {chosen === 'ACCEPT' && (
            <AcceptConsequences payment={payment} days={days} setDays={setDays} onForeseen={setIsForeseen} />
          )}
          {chosen === 'REFUND' && <RefundClaimConsequences payment={payment} />}
          {chosen === 'DISMISS' && <DismissConsequences />}
          <TextArea name="note" label="Why you decide so" />
        </>
      )}
    </DeedDialog>
  );

  function choose(value: ReviewDecision | '') {
    if (value !== '') setDecision(value);
  }
}

function verbOf(decision: ReviewDecision | null, { claimedPaisa }: Payment, days: string): string {
  if (decision === 'ACCEPT') return `Accept, and grant ${days === '1' ? '1 day' : `${days} days`}`;
  if (decision === 'REFUND') return `Refund ${formatPaisa(claimedPaisa ?? 0)}`;
  return decision === 'DISMISS' ? 'Dismiss' : 'Settle';
}

function factsOf({ status, amountPaisa, claimedPaisa, claimedTransactionId, refunds }: Payment) {
  return [
    { label: 'Status', value: inWords(status) },
    { label: 'Amount', value: formatPaisa(amountPaisa) },
    { label: 'Khalti claims', value: typeof claimedPaisa === 'number' ? formatPaisa(claimedPaisa) : 'Not readable' },
    { label: 'Of transaction', value: claimedTransactionId ?? 'None' },
    { label: 'Refunds', value: refunds.map(({ sentence }) => sentence).join(' ') || 'None' },
  ];
}
