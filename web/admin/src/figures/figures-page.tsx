import { useQuery } from '@apollo/client/react';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { addDays, nepalDay } from '../app/format.ts';
import { PermittedPage } from '../app/permitted.tsx';
import { problemOf } from '../app/problem-of.ts';
import { EndingChart } from '../charts/ending-chart.tsx';
import { MoneyChart } from '../charts/money-chart.tsx';
import { OpenedChart } from '../charts/opened-chart.tsx';
import { RenewalChart } from '../charts/renewal-chart.tsx';
import { SubscribersChart } from '../charts/subscribers-chart.tsx';
import { type FigurePeriod } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { useListUrl } from '../lists/use-list-url.ts';
import { FiguresQuery } from './figures-query.ts';
import { RangeForm } from './range-form.tsx';

const FurtherFiguresQuery = graphql(`
  query FurtherFigures($from: Date!, $to: Date!, $by: FigurePeriod!) {
    openedToPaid(from: $from, to: $to, by: $by) {
      from
      to
      opened
      completed
      pending
      canceled
      expired
      failed
      inReview
    }
    renewalRates(from: $from, to: $to) {
      month
      ended
      renewed
      rate
    }
  }
`);

const EndingAccessQuery = graphql(`
  query EndingAccess($from: Date!, $to: Date!) {
    endingAccess(from: $from, to: $to) {
      day
      ending
      paidAgain
    }
  }
`);

const periods: readonly string[] = ['DAY', 'WEEK', 'MONTH', 'NEPALI_MONTH'] satisfies FigurePeriod[];
const DEFAULT_DAYS = 364;
const ENDING_DAYS = 30;

/** All charts, for chosen days. */
export function FiguresPage() {
  const url = useListUrl();
  const today = nepalDay();
  const to = url.get('to') ?? today;
  const from = url.get('from') ?? addDays(to, -DEFAULT_DAYS);
  const asked = url.get('by') ?? 'MONTH';
  const by = (periods.includes(asked) ? asked : 'MONTH') as FigurePeriod;
  return (
    <PermittedPage title="Figures" permission="READ">
      <RangeForm key={`${from} ${to} ${by}`} from={from} to={to} by={by} onChange={(range) => url.go(range)} />
      <Charts from={from} to={to} by={by} />
      <Ending />
    </PermittedPage>
  );
}

/** Of the days to come, whatever days the other charts show. */
function Ending() {
  const from = nepalDay();
  const variables = { from, to: addDays(from, ENDING_DAYS) };
  const { data, error, refetch } = useQuery(EndingAccessQuery, { variables, fetchPolicy: 'cache-and-network' });
  if (error) return <ProblemNotice problem={problemOf(error)} retry={() => void refetch().catch(() => {})} />;
  return data ? <EndingChart days={data.endingAccess} /> : <Skeleton className="charts" />;
}

function Charts({ from, to, by }: { from: string; to: string; by: FigurePeriod }) {
  const options = { variables: { from, to, by }, fetchPolicy: 'cache-and-network' } as const;
  const money = useQuery(FiguresQuery, options);
  const further = useQuery(FurtherFiguresQuery, options);
  const error = money.error ?? further.error;
  if (error) {
    const retry = () => void Promise.all([money.refetch(), further.refetch()]).catch(() => {});
    return <ProblemNotice problem={problemOf(error)} retry={retry} />;
  }
  if (!money.data || !further.data) return <Skeleton className="charts" count={3} />;
  return (
    <>
      <MoneyChart figures={money.data.figures} by={by} />
      <SubscribersChart figures={money.data.figures} by={by} />
      <RenewalChart rates={further.data.renewalRates} />
      <OpenedChart rows={further.data.openedToPaid} by={by} />
    </>
  );
}
