import { useQuery } from '@apollo/client/react';
import { Link, useSearch } from 'wouter';
import { formatRupees } from '../../../kit/format-rupees.ts';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { Page } from '../app/page.tsx';
import { pathOfPayment } from '../app/paths.ts';
import { problemOf } from '../app/problem-of.ts';
import { type OpenPayment } from '../payments/payment.ts';
import { MySubscriptionQuery } from '../subscriptions/my-subscription.ts';
import { texts } from '../texts/texts.ts';
import { useSession } from '../users/session.tsx';
import { PlanCard } from './plan-card.tsx';
import { PlansQuery } from './plans.ts';

export function PlansPage() {
  const { me } = useSession();
  const { data, error, refetch } = useQuery(PlansQuery, { fetchPolicy: 'cache-and-network' });
  const { data: mine } = useQuery(MySubscriptionQuery, { fetchPolicy: 'cache-and-network', skip: !me });
  const wanted = new URLSearchParams(useSearch()).get('buy');
  const chosen = me ? data?.plans.find(({ code }) => code === wanted) : undefined;
  const pending = mine?.myOpenPayments.find(({ status }) => status === 'PENDING');
  return (
    <Page title={texts.plans.title}>
      <p className="lead" role="status">
        {pending && <Pending payment={pending} />}
        {!pending && (chosen ? texts.plans.buying(chosen.name) : texts.plans.lead)}
      </p>
      {error && !data && <ProblemNotice problem={problemOf(error)} retry={() => void refetch().catch(() => {})} />}
      {!error && !data && <Skeleton className="plans" count={3} />}
      {data?.plans.length === 0 && <p>{texts.plans.none}</p>}
      <div className="plans">
        {data?.plans.map((plan) => (
          <PlanCard key={plan.id} plan={plan} subscription={mine?.mySubscription} isChosen={plan === chosen} />
        ))}
      </div>
    </Page>
  );
}

/** In place of the lead, so that the page does not jump. */
function Pending({ payment: { planName, amount, pidx } }: { payment: OpenPayment }) {
  return (
    <>
      {texts.plans.pending(planName, formatRupees(amount))}{' '}
      {pidx && <Link href={pathOfPayment(pidx)}>{texts.plans.toPending}</Link>}
    </>
  );
}
