import { useMutation, useQuery } from '@apollo/client/react';
import { Link, useLocation, useSearch } from 'wouter';
import { type Problem } from '../../../kit/problem.ts';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { SubmitButton } from '../../../kit/submit-button.tsx';
import { kitTexts } from '../../../kit/texts.ts';
import { Page } from '../app/page.tsx';
import { paths } from '../app/paths.ts';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { purchaseTexts } from '../texts/purchase-texts.ts';
import { type Customer } from '../users/customer.ts';
import { ResendConfirmation } from '../users/resend-confirmation.tsx';
import { SignedIn } from '../users/signed-in.tsx';
import { startSentence } from './next-start.ts';

const words = purchaseTexts.trial;

const TrialQuery = graphql(`
  query Trial {
    plans {
      ...PlanFields
    }
    mySubscription {
      ...SubscriptionFields
      periods {
        ...PeriodFields
      }
    }
  }
`);

const StartTrialMutation = graphql(`
  mutation StartTrial($planId: ID!) {
    startTrial(planId: $planId) {
      endsAt
    }
  }
`);

/** The days of a trial, without payment. The server knows who may have it. */
export function TrialPage() {
  return <SignedIn title={words.title}>{(me) => <Trial me={me} />}</SignedIn>;
}

function Trial({ me }: { me: Customer }) {
  const planId = new URLSearchParams(useSearch()).get('plan');
  const { data, error, refetch } = useQuery(TrialQuery, { fetchPolicy: 'cache-and-network' });
  const plan = data?.plans.find(({ id }) => id === planId);
  const days = plan?.trialDays;
  return (
    <Page title={plan ? words.titleOf(plan.name) : words.title}>
      {error && !data && <ProblemNotice problem={problemOf(error)} retry={() => void refetch().catch(() => {})} />}
      {!error && !data && <Skeleton className="form" />}
      {data && !days && <p role="status">{words.notOffered}</p>}
      {data && plan && days && (
        <>
          <p>{words.lead(kitTexts.days(days), plan.name)}</p>
          <p>{data.mySubscription?.isActive ? startSentence(data.mySubscription) : words.startsAtOnce}</p>
          <p>{words.ends}</p>
          <StartTrial planId={plan.id} label={words.start(kitTexts.days(days))} me={me} />
        </>
      )}
      <p>
        <Link href={paths.plans}>{purchaseTexts.otherPlans}</Link>
      </p>
    </Page>
  );
}

function StartTrial({ planId, label, me }: { planId: string; label: string; me: Customer }) {
  const [, navigate] = useLocation();
  const [startTrial, { loading, error }] = useMutation(StartTrialMutation, {
    variables: { planId },
    onCompleted: () => navigate(paths.subscription),
  });
  const problem = error && problemOf(error);
  return (
    <form
      className="narrow"
      onSubmit={(event) => {
        event.preventDefault();
        startTrial().catch(() => {});
      }}
    >
      {problem && <Refusal problem={problem} me={me} />}
      {problem?.code !== 'TRIAL_USED' && <SubmitButton label={label} busyLabel={words.busy} isBusy={loading} />}
    </form>
  );
}

/** Says what to do next. */
function Refusal({ problem, me }: { problem: Problem; me: Customer }) {
  if (problem.code !== 'EMAIL_NOT_CONFIRMED') return <ProblemNotice problem={problem} />;
  return (
    <div className="notice wait">
      <p role="alert">{words.confirmFirst(me.email ?? '')}</p>
      <ResendConfirmation email={me.email ?? ''} />
    </div>
  );
}
