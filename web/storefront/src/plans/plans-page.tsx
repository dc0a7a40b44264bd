import { useQuery } from '@apollo/client/react';
import { useSearch } from 'wouter';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { Page } from '../app/page.tsx';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { MySubscriptionQuery } from '../subscriptions/my-subscription.ts';
import { texts } from '../texts/texts.ts';
import { useSession } from '../users/session.tsx';
import { PlanCard } from './plan-card.tsx';

const PlansQuery = graphql(`
  query Plans {
    plans {
      ...PlanFields
    }
  }
`);

export function PlansPage() {
  const { me } = useSession();
  const { data, error, refetch } = useQuery(PlansQuery, { fetchPolicy: 'cache-and-network' });
  const { data: mine } = useQuery(MySubscriptionQuery, { fetchPolicy: 'cache-and-network', skip: !me });
  const wanted = new URLSearchParams(useSearch()).get('buy');
  const chosen = me ? data?.plans.find(({ code }) => code === wanted) : undefined;
  return (
    <Page title={texts.plans.title}>
      <p className="lead" role="status">
        {chosen ? texts.plans.buying(chosen.name) : texts.plans.lead}
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
