import { useQuery } from '@apollo/client/react';
import { Link, useParams } from 'wouter';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { paths } from '../app/paths.ts';
import { PermittedPage } from '../app/permitted.tsx';
import { problemOf } from '../app/problem-of.ts';
import { useLive } from '../app/use-live.ts';
import { PaymentRefunds } from '../refunds/payment-refunds.tsx';
import { type Payment, PaymentChanged, PaymentQuery } from './payment.ts';
import { PaymentDeeds } from './payment-deeds.tsx';
import { PaymentFacts } from './payment-facts.tsx';
import { PaymentSummary } from './payment-summary.tsx';
import { ReviewBox } from './review-box.tsx';
import { Story } from './story.tsx';
import './styles.css';

export function PaymentPage() {
  const { id } = useParams<{ id: string }>();
  return (
    <PermittedPage title="Payment" permission="READ">
      {/* The key closes the dialogs of another payment. */}
      <PaymentById key={id} id={id} />
    </PermittedPage>
  );
}

function PaymentById({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(PaymentQuery, { variables: { id }, fetchPolicy: 'cache-and-network' });
  if (data?.payment) return <OnePayment payment={data.payment} refresh={refetch} />;
  if (error) return <ProblemNotice problem={problemOf(error)} retry={() => void refetch().catch(() => {})} />;
  if (!data) return <Skeleton className="rows" count={8} />;
  return (
    <div className="notice quiet">
      <p>
        There is no payment with this id. Check the address, search for the pidx above, or look in the{' '}
        <Link href={paths.payments}>list of payments</Link>.
      </p>
    </div>
  );
}

function OnePayment({ payment, refresh }: { payment: Payment; refresh(): Promise<unknown> }) {
  useLive(PaymentChanged, { id: payment.id });
  return (
    <>
      <PaymentSummary payment={payment} />
      <PaymentDeeds payment={payment} refresh={refresh} />
      <ReviewBox payment={payment} refresh={refresh} />
      <div className="thing">
        <PaymentFacts payment={payment} />
        <div>
          <PaymentRefunds payment={payment} refresh={refresh} />
          <Story entries={payment.story} />
        </div>
      </div>
    </>
  );
}
