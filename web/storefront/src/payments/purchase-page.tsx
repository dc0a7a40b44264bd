import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Link, useSearch } from 'wouter';
import { formatRupees } from '../../../kit/format-rupees.ts';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { kitTexts } from '../../../kit/texts.ts';
import { Page } from '../app/page.tsx';
import { paths } from '../app/paths.ts';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { purchaseTexts } from '../texts/purchase-texts.ts';
import { SignedIn } from '../users/signed-in.tsx';
import { PayOptions } from './pay-options.tsx';
import { PurchaseNotices } from './purchase-notices.tsx';
import { type Seen } from './use-pay.ts';

const words = purchaseTexts;
// What is left of a plan falls while the customer reads.
const QUOTE_EVERY_MS = 60_000;

// Has all of `MySubscriptionQuery`, which the buttons read.
const PurchaseQuery = graphql(`
  query Purchase($planId: ID!) {
    planChange(planId: $planId) {
      plan {
        ...PlanFields
      }
      pricePaisa
      toPayPaisa
      isNowPossible
      obstacle
      exchanged {
        period {
          ...PeriodFields
        }
        worthPaisa
        valuePaisa
      }
    }
    mySubscription {
      ...SubscriptionFields
      periods {
        ...PeriodFields
      }
    }
    myOpenPayments {
      ...OpenPaymentFields
    }
  }
`);

/** Asks what must be asked before a payment opens, and says when the plan starts and what it costs. */
export function PurchasePage() {
  const planId = new URLSearchParams(useSearch()).get('plan') ?? '';
  return <SignedIn title={words.title}>{() => <Purchase key={planId} planId={planId} />}</SignedIn>;
}

function Purchase({ planId }: { planId: string }) {
  const [seenPaisa, setSeenPaisa] = useState(() => (window.history.state as Seen | null)?.pricePaisa ?? null);
  const { data, error, refetch } = useQuery(PurchaseQuery, {
    variables: { planId },
    fetchPolicy: 'cache-and-network',
    pollInterval: QUOTE_EVERY_MS,
    skipPollAttempt: () => document.hidden,
  });
  const plan = data?.planChange.plan;
  const askAgain = () => void refetch().catch(() => {});
  return (
    <Page title={plan ? words.titleOf(plan.name) : words.title}>
      {error && !data && <ProblemNotice problem={problemOf(error)} retry={askAgain} />}
      {!error && !data && <Skeleton className="details" />}
      {data && plan && (
        <>
          <p className="lead">
            {kitTexts.days(plan.durationDays)} · {formatRupees(plan.price)}
          </p>
          <PurchaseNotices answer={data} seenPaisa={seenPaisa} />
          <PayOptions
            answer={data}
            onRefused={() => {
              setSeenPaisa(plan.pricePaisa);
              askAgain();
            }}
          />
        </>
      )}
      <Link href={paths.plans}>{words.otherPlans}</Link>
    </Page>
  );
}
