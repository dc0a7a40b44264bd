import { useQuery } from '@apollo/client/react';
import { type ReactNode } from 'react';
import { Link } from 'wouter';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { formatCount, formatMoment, formatPaisa, inWords } from '../app/format.ts';
import { listPath, pathOfPayment, paths } from '../app/paths.ts';
import { problemOf } from '../app/problem-of.ts';
import { useLive } from '../app/use-live.ts';
import { type Attention, AttentionChanged, AttentionQuery } from './attention.ts';
import { FailedMessages } from './failed-messages.tsx';

/** What operators must look at now. */
export function AttentionList() {
  useLive(AttentionChanged, {});
  const { data, error, refetch } = useQuery(AttentionQuery, { fetchPolicy: 'cache-and-network' });
  if (error && !data) return <ProblemNotice problem={problemOf(error)} retry={() => void refetch().catch(() => {})} />;
  if (!data) return <Skeleton className="rows" count={3} />;
  const { attention } = data;
  const isCalm =
    attention.reviews +
      attention.unknownRefunds +
      attention.pendingForADay +
      attention.failedMails +
      attention.failingWebhooks ===
      0 && !attention.isKeyRefused;
  return (
    <section className="attention" aria-labelledby="attention">
      <h2 id="attention">Needs attention</h2>
      {isCalm && (
        <div className="notice good">
          <p>Nothing needs your attention.</p>
        </div>
      )}
      {attention.isKeyRefused && (
        <div className="notice bad">
          <p>Khalti refuses our key or our server: nobody can pay. Check KHALTI_SECRET_KEY and KHALTI_BASE_URL.</p>
        </div>
      )}
      <Things attention={attention} />
    </section>
  );
}

function Things({ attention }: { attention: Attention }) {
  return (
    <div className="things">
      <Thing
        count={attention.reviews}
        title={attention.reviews === 1 ? 'payment in review' : 'payments in review'}
        to={listPath(paths.payments, { status: 'NEEDS_REVIEW' })}
      >
        {attention.reviewPayments.map(({ id, amountPaisa, claimedPaisa, reviewReason }) => (
          <li key={id}>
            <Link href={pathOfPayment(id)}>{formatPaisa(amountPaisa)}</Link>
            {reviewReason ? `: ${inWords(reviewReason).toLowerCase()}` : ''}
            {claimedPaisa === null || claimedPaisa === undefined ? '' : `, Khalti claims ${formatPaisa(claimedPaisa)}`}
          </li>
        ))}
      </Thing>
      <Thing
        count={attention.unknownRefunds}
        title={attention.unknownRefunds === 1 ? 'refund of unknown result' : 'refunds of unknown result'}
        to={listPath(paths.refunds, { status: 'UNKNOWN' })}
      >
        {attention.unknownRefundList.map(({ id, amountPaisa, createdAt, payment }) => (
          <li key={id}>
            <Link href={pathOfPayment(payment.id)}>{amountPaisa ? formatPaisa(amountPaisa) : 'Unknown sum'}</Link>,
            since {formatMoment(createdAt)}
          </li>
        ))}
      </Thing>
      <Thing
        count={attention.pendingForADay}
        title={attention.pendingForADay === 1 ? 'payment pending for a day' : 'payments pending for a day'}
        to={listPath(paths.payments, { status: 'PENDING', sort: 'OLDEST' })}
      >
        {attention.pendingPayments.map(({ id, amountPaisa, createdAt }) => (
          <li key={id}>
            <Link href={pathOfPayment(id)}>{formatPaisa(amountPaisa)}</Link>, opened {formatMoment(createdAt)}
          </li>
        ))}
      </Thing>
      <Thing
        count={attention.failingWebhooks}
        title={attention.failingWebhooks === 1 ? 'webhook endpoint that fails' : 'webhook endpoints that fail'}
        to={paths.connections}
      >
        <li>Other programs may not know who has access.</li>
      </Thing>
      <FailedMessages count={attention.failedMails} messages={attention.failedMessages} />
    </div>
  );
}

interface ThingProps {
  count: number;
  title: string;
  to: string;
  children: ReactNode;
}

function Thing({ count, title, to, children }: ThingProps) {
  if (count === 0) return null;
  return (
    <article>
      <h3>
        <Link href={to}>
          <strong>{formatCount(count)}</strong> {title}
        </Link>
      </h3>
      <ul>{children}</ul>
    </article>
  );
}
