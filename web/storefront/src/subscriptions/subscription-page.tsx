import { useQuery } from '@apollo/client/react';
import { Link } from 'wouter';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { Page } from '../app/page.tsx';
import { paths } from '../app/paths.ts';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { subscriptionTexts } from '../texts/subscription-texts.ts';
import { SignedIn } from '../users/signed-in.tsx';
import { SubscriptionCard } from './subscription-card.tsx';
import { Timeline } from './timeline.tsx';

const words = subscriptionTexts;

// Has all of `MySubscriptionQuery`, which the buttons read.
const TimelineQuery = graphql(`
  query Timeline {
    mySubscription {
      ...SubscriptionFields
      periods {
        ...PeriodFields
        payment {
          id
          pidx
          status
        }
      }
    }
    myOpenPayments {
      ...OpenPaymentFields
    }
    myPayments(first: 20) {
      edges {
        node {
          id
          pidx
          status
          amount
          planName
        }
      }
    }
  }
`);

export function SubscriptionPage() {
  return (
    <SignedIn title={words.title} lead={words.lead}>
      {() => <SubscriptionAndTimeline />}
    </SignedIn>
  );
}

function SubscriptionAndTimeline() {
  const { data, error, refetch } = useQuery(TimelineQuery, { fetchPolicy: 'cache-and-network' });
  const refunded = data?.myPayments.edges.map(({ node }) => node).filter(({ status }) => status === 'REFUNDED') ?? [];
  return (
    <Page title={words.title} lead={words.lead}>
      {error && !data && <ProblemNotice problem={problemOf(error)} retry={() => void refetch().catch(() => {})} />}
      {!error && !data && <Skeleton className="subscription" />}
      {data?.mySubscription === null && (
        <>
          <p>{words.none}</p>
          <Link href={paths.plans} className="action">
            {words.choose}
          </Link>
        </>
      )}
      {data?.mySubscription && <SubscriptionCard subscription={data.mySubscription} />}
      {data && <Timeline periods={data.mySubscription?.periods ?? []} open={data.myOpenPayments} refunded={refunded} />}
    </Page>
  );
}
