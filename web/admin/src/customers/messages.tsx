import { useMutation, useQuery } from '@apollo/client/react';
import { Link } from 'wouter';
import { Badge } from '../../../kit/badge.tsx';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { useAnnounce } from '../app/announcer.tsx';
import { formatMoment, inWords } from '../app/format.ts';
import { pathOfPayment } from '../app/paths.ts';
import { problemOf } from '../app/problem-of.ts';
import { useSession } from '../app/session.tsx';
import { type MessagesToCustomerQuery as MessagesData } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { type Column, DataTable } from '../lists/data-table.tsx';

const MessagesQuery = graphql(`
  query MessagesToCustomer($id: ID!) {
    customer(id: $id) {
      id
      messages {
        kind
        at
        hasFailed
        jobId
        paymentId
      }
    }
  }
`);

const SendAgainMutation = graphql(`
  mutation SendAgain($jobId: ID!) {
    resendMessage(jobId: $jobId)
  }
`);

type Message = NonNullable<MessagesData['customer']>['messages'][number];

const columns: Column<Message>[] = [
  { head: 'Mail', cell: ({ kind }) => kindInWords(kind) },
  { head: 'Result', cell: ({ hasFailed }) => <Result hasFailed={hasFailed} /> },
  { head: 'When', cell: ({ at }) => formatMoment(at) },
  { head: 'About', cell: ({ paymentId }) => (paymentId ? <Link href={pathOfPayment(paymentId)}>Payment</Link> : '—') },
];

/** The mails that the customer got or should have got. */
export function Messages({ customerId }: { customerId: string }) {
  const { can } = useSession();
  const announce = useAnnounce();
  const { data, error, refetch } = useQuery(MessagesQuery, {
    variables: { id: customerId },
    fetchPolicy: 'cache-and-network',
  });
  const [sendAgain, { loading, error: refusal }] = useMutation(SendAgainMutation);
  const messages = data?.customer?.messages;
  const resend = async (jobId: string) => {
    const done = await sendAgain({ variables: { jobId } }).catch(() => null);
    if (!done) return;
    announce('The mail is sent again.');
    await refetch().catch(() => {});
  };
  const resending: Column<Message> = {
    head: 'Deed',
    cell: ({ jobId }) =>
      jobId ? (
        <button type="button" className="small outline" disabled={loading} onClick={() => void resend(jobId)}>
          Send again
        </button>
      ) : (
        '—'
      ),
  };
  const canResend = can('RESEND_MESSAGE') && messages?.some(({ jobId }) => jobId);
  return (
    <section>
      <h2>Mails</h2>
      {error && <ProblemNotice problem={problemOf(error)} retry={() => void refetch().catch(() => {})} />}
      {refusal && <ProblemNotice problem={problemOf(refusal)} />}
      {!error && !messages && <Skeleton className="rows" count={3} />}
      {messages?.length === 0 && (
        <div className="notice quiet">
          <p>No mail to this customer is known.</p>
        </div>
      )}
      {messages && messages.length > 0 && (
        <DataTable
          caption="Mails to this customer"
          columns={canResend ? [...columns, resending] : columns}
          rows={messages}
          keyOf={({ kind, at, jobId }) => `${kind} ${at} ${jobId ?? ''}`}
        />
      )}
    </section>
  );
}

function Result({ hasFailed }: { hasFailed: boolean }) {
  return hasFailed ? <Badge tone="bad">Not sent</Badge> : <Badge tone="good">Sent</Badge>;
}

/** `sendPasswordReset` becomes "Password reset". */
function kindInWords(kind: string): string {
  return inWords(kind.replace(/^send/, '').replace(/(?<=.)[A-Z]/g, '_$&'));
}
