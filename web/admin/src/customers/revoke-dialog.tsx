import { useMutation, useQuery } from '@apollo/client/react';
import { Link } from 'wouter';
import { formatMoment } from '../app/format.ts';
import { pathOfPayment } from '../app/paths.ts';
import { Consequences } from '../deeds/consequences.tsx';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { TextArea } from '../deeds/text-area.tsx';
import { type RevocationQuery as RevocationData } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { type Period } from './customer-query.ts';

const RevocationQuery = graphql(`
  query Revocation($id: ID!) {
    previewRevokePeriod(id: $id) {
      endsAtBefore
      endsAtAfter
      moves {
        startsAtBefore
        endsAtBefore
        startsAtAfter
        endsAtAfter
        period {
          id
          plan {
            id
            name
          }
        }
      }
    }
  }
`);

const RevokePeriodMutation = graphql(`
  mutation RevokePeriod($id: ID!, $reason: String!, $key: ID!) {
    revokePeriod(id: $id, reason: $reason, idempotencyKey: $key) {
      id
      customer {
        ...WholeCustomer
      }
    }
  }
`);

interface RevokeDialogProps {
  period: Period;
  readAgain(): Promise<unknown>;
  onClose(): void;
}

export function RevokeDialog({ period, readAgain, onClose }: RevokeDialogProps) {
  const { data, error, refetch } = useQuery(RevocationQuery, {
    variables: { id: period.id },
    fetchPolicy: 'network-only',
  });
  const [revoke] = useMutation(RevokePeriodMutation);
  return (
    <DeedDialog
      title="Revoke a period of access"
      verb="Revoke this period"
      isSevere
      isReady={data !== undefined && !error}
      refresh={readAgain}
      perform={(answers, key) => revoke({ variables: { id: period.id, reason: String(answers.get('reason')), key } })}
      done={`The period of ${period.plan.name} was revoked.`}
      onClose={onClose}
    >
      <p>
        {period.plan.name}, from {formatMoment(period.startsAt)} until {formatMoment(period.endsAt)}.
      </p>
      <Consequences error={error} retry={() => refetch()}>
        {data && <Change change={data.previewRevokePeriod} />}
        {data && <Money period={period} />}
      </Consequences>
      <TextArea name="reason" label="Reason" hint="For the audit. The customer does not see it." />
    </DeedDialog>
  );
}

function Change({ change: { endsAtBefore, endsAtAfter, moves } }: { change: RevocationData['previewRevokePeriod'] }) {
  return (
    <>
      <p>
        What is left of this period is taken away.{' '}
        {endsAtAfter && endsAtAfter === endsAtBefore && `Access still ends on ${formatMoment(endsAtAfter)}.`}
        {endsAtAfter && endsAtBefore && endsAtAfter !== endsAtBefore && (
          <>
            Access then ends on <strong>{formatMoment(endsAtAfter)}</strong> instead of {formatMoment(endsAtBefore)}.
          </>
        )}
        {!endsAtAfter && endsAtBefore && (
          <>
            Access <strong>ends at once</strong> instead of on {formatMoment(endsAtBefore)}.
          </>
        )}
      </p>
      {moves.map(({ period, startsAtBefore, startsAtAfter, endsAtAfter }) => (
        <p key={period.id}>
          <em>{period.plan.name}</em> moves up: it then runs from {formatMoment(startsAtAfter)} until{' '}
          {formatMoment(endsAtAfter)}, instead of from {formatMoment(startsAtBefore)}.
        </p>
      ))}
    </>
  );
}

function Money({ period: { payment } }: { period: Period }) {
  if (!payment) return <p>No money goes back: nothing was paid for it.</p>;
  return (
    <p>
      <strong>No money goes back.</strong> To pay it back, close this and refund{' '}
      <Link href={pathOfPayment(payment.id)}>the payment</Link>.
    </p>
  );
}
