import { useMutation } from '@apollo/client/react';
import { Link } from 'wouter';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { useAnnounce } from '../app/announcer.tsx';
import { formatCount, formatMoment, inWords } from '../app/format.ts';
import { pathOfCustomer, pathOfPayment } from '../app/paths.ts';
import { Permitted } from '../app/permitted.tsx';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { type Attention } from './attention.ts';

const ResendMessageMutation = graphql(`
  mutation ResendMessage($jobId: ID!) {
    resendMessage(jobId: $jobId)
  }
`);

/** Messages that could not be sent, each with a way to try again. */
export function FailedMessages({ count, messages }: { count: number; messages: Attention['failedMessages'] }) {
  const announce = useAnnounce();
  const [resend, { loading, error }] = useMutation(ResendMessageMutation, { refetchQueries: ['Attention'] });
  if (count === 0) return null;
  const sendAgain = async (jobId: string) => {
    if (await resend({ variables: { jobId } }).catch(() => null)) announce('The message is sent again.');
  };
  return (
    <article>
      <h3>
        <strong>{formatCount(count)}</strong> {count === 1 ? 'message was not sent' : 'messages were not sent'}
      </h3>
      <ul>
        {messages.map(({ jobId, kind, failedAt, paymentId, customerId }) => (
          <li key={jobId}>
            {inWords(kind.replace(/([A-Z])/g, '_$1'))}, {formatMoment(failedAt)}
            {paymentId && <Link href={pathOfPayment(paymentId)}> payment</Link>}
            {customerId && <Link href={pathOfCustomer(customerId)}> customer</Link>}{' '}
            <Permitted permission="RESEND_MESSAGE">
              <button type="button" className="link" disabled={loading} onClick={() => void sendAgain(jobId)}>
                Send again
              </button>
            </Permitted>
          </li>
        ))}
      </ul>
      {error && <ProblemNotice problem={problemOf(error)} />}
    </article>
  );
}
