import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { Badge, type Tone } from '../../../kit/badge.tsx';
import { formatMoment, inWords } from '../app/format.ts';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { type DeliveryStatus } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { type Column, DataTable } from '../lists/data-table.tsx';
import { type Delivery, type Endpoint, refetched } from './connection.ts';

const ResendDeliveryMutation = graphql(`
  mutation ResendDelivery($id: ID!) {
    resendDelivery(id: $id) {
      id
      status
    }
  }
`);

const tones: Record<DeliveryStatus, Tone> = { PENDING: 'wait', DELIVERED: 'good', FAILED: 'bad' };

/** The latest deliveries of all endpoints. */
export function Deliveries(props: { deliveries: readonly Delivery[]; endpoints: readonly Endpoint[] }) {
  const { deliveries, endpoints } = props;
  const [resent, setResent] = useState<Delivery | null>(null);
  if (deliveries.length === 0) return null;
  const endpointOf = ({ endpointId }: Delivery) => endpoints.find(({ id }) => id === endpointId)?.description ?? '';
  return (
    <section>
      <h2>Latest deliveries</h2>
      <DataTable
        caption="Latest deliveries"
        columns={[
          ...columns,
          { head: 'To', cell: endpointOf },
          { head: 'State', cell: (delivery) => <State {...delivery} /> },
          resendColumn(setResent),
        ]}
        rows={deliveries}
        keyOf={({ id }) => id}
      />
      {resent && <ResendDialog delivery={resent} to={endpointOf(resent)} onClose={() => setResent(null)} />}
    </section>
  );
}

const columns: Column<Delivery>[] = [
  { head: 'Event', cell: ({ eventType }) => <code>{eventType}</code> },
  { head: 'Since', cell: ({ createdAt }) => formatMoment(createdAt) },
];

function State({ status, attemptCount, attempts, nextAttemptAt }: Delivery) {
  const error = attempts.at(-1)?.error;
  return (
    <>
      <Badge tone={tones[status]}>{inWords(status)}</Badge> {attemptCount} {attemptCount === 1 ? 'attempt' : 'attempts'}
      {error ? `: ${error}` : ''}
      {nextAttemptAt && attemptCount > 0 ? `. Next: ${formatMoment(nextAttemptAt)}` : ''}
    </>
  );
}

function resendColumn(onResend: (delivery: Delivery) => void): Column<Delivery> {
  return {
    head: 'Change',
    cell: (delivery) => (
      <button type="button" className="link" onClick={() => onResend(delivery)}>
        Send again<span className="for-screen-readers"> {delivery.eventType}</span>
      </button>
    ),
  };
}

function ResendDialog({ delivery, to, onClose }: { delivery: Delivery; to: string; onClose(): void }) {
  const [resend] = useMutation(ResendDeliveryMutation, refetched);
  return (
    <DeedDialog
      title={`Send ${delivery.eventType} again`}
      verb="Send it again"
      done="The event is sent again."
      perform={() => resend({ variables: { id: delivery.id } })}
      onClose={onClose}
    >
      <div className="consequences">
        <p>
          The same event, with the same id, goes to {to} now. If it is not accepted, it is repeated up to nine times.
        </p>
      </div>
    </DeedDialog>
  );
}
