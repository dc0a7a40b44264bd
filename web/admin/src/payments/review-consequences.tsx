import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { Field } from '../../../kit/field.tsx';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { formatMoment, formatPaisa } from '../app/format.ts';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { type Payment } from './payment.ts';

const PreviewAcceptQuery = graphql(`
  query PreviewAccept($paymentId: ID!, $days: Int) {
    previewAccept(paymentId: $paymentId, days: $days) {
      startsAt
      endsAt
    }
  }
`);

interface AcceptConsequencesProps {
  payment: Payment;
  days: string;
  setDays(days: string): void;
  onForeseen(isForeseen: boolean): void;
}

export function AcceptConsequences({ payment, days, setDays, onForeseen }: AcceptConsequencesProps) {
  const isNumber = /^[1-9]\d{0,4}$/.test(days);
  const { data, error, loading } = useQuery(PreviewAcceptQuery, {
    variables: { paymentId: payment.id, days: Number(days) },
    skip: !isNumber,
    fetchPolicy: 'no-cache',
  });
  const preview = isNumber && !loading && !error ? data?.previewAccept : undefined;
  const isForeseen = preview !== undefined;
  useEffect(() => onForeseen(isForeseen), [isForeseen, onForeseen]);
  return (
    <>
      <Field
        label="Days of access"
        hint={`The plan's: ${payment.durationDays}`}
        type="number"
        min="1"
        max="36500"
        value={days}
        onChange={(event) => setDays(event.target.value)}
      />
      {error && !loading && <ProblemNotice problem={problemOf(error)} />}
      <div className="consequences" aria-live="polite" aria-busy={loading}>
        {preview ? (
          <p>
            <strong>{formatPaisa(payment.claimedPaisa ?? payment.amountPaisa)} counts as paid.</strong> Access runs from{' '}
            {formatMoment(preview.startsAt)} to {formatMoment(preview.endsAt)}. The customer gets a receipt.
          </p>
        ) : (
          <p>{isNumber ? 'Working out what will happen…' : 'Enter the days to see what will happen.'}</p>
        )}
      </div>
    </>
  );
}

export function RefundClaimConsequences({ payment }: { payment: Payment }) {
  return (
    <div className="consequences">
      <p>
        <strong>{formatPaisa(payment.claimedPaisa ?? 0)} goes back</strong>: what Khalti claims, not the price of the
        plan. No access is granted.
      </p>
    </div>
  );
}

export function DismissConsequences() {
  return (
    <div className="consequences">
      <p>Nothing is granted, and nothing goes back. The payment stays as it is, with your note.</p>
    </div>
  );
}
