import { useQuery } from '@apollo/client/react';
import { Link } from 'wouter';
import { Badge } from '../../../kit/badge.tsx';
import { Moment } from '../../../kit/moment.tsx';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { kitTexts } from '../../../kit/texts.ts';
import { Page } from '../app/page.tsx';
import { paths } from '../app/paths.ts';
import { problemOf } from '../app/problem-of.ts';
import { type SubscriptionFieldsFragment } from '../gql/graphql.ts';
import { BuyButton } from '../payments/buy-button.tsx';
import { texts } from '../texts/texts.ts';
import { SignedIn } from '../users/signed-in.tsx';
import { MySubscriptionQuery } from './my-subscription.ts';

const words = texts.subscription;

export function SubscriptionPage() {
  return <SignedIn title={words.title}>{() => <MySubscription />}</SignedIn>;
}

function MySubscription() {
  const { data, error, refetch } = useQuery(MySubscriptionQuery, { fetchPolicy: 'cache-and-network' });
  return (
    <Page title={words.title}>
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
    </Page>
  );
}

function SubscriptionCard({ subscription }: { subscription: SubscriptionFieldsFragment }) {
  const { plan, startsAt, endsAt, isActive, daysLeft } = subscription;
  const length = kitTexts.days(plan.durationDays);
  return (
    <article className="subscription" aria-labelledby="plan-name">
      <header>
        <h2 id="plan-name">{plan.name}</h2>
        <Badge tone={isActive ? 'good' : 'quiet'}>{isActive ? words.active : words.ended}</Badge>
      </header>
      <dl>
        <div>
          <dt>{isActive ? words.since : words.startedOn}</dt>
          <dd>
            <Moment at={startsAt} />
          </dd>
        </div>
        <div>
          <dt>{isActive ? words.until : words.endedOn}</dt>
          <dd>
            <Moment at={endsAt} />
          </dd>
        </div>
        <div>
          <dt>{words.daysLeft}</dt>
          <dd>{daysLeft}</dd>
        </div>
      </dl>
      <p>{isActive ? words.renewHint(length) : words.buyAgainHint(length)}</p>
      {isActive && <p>{words.nothingToCancel}</p>}
      <BuyButton plan={plan} label={isActive ? words.renew(plan.name) : texts.plans.buy(plan.name)} />
    </article>
  );
}
