import { useQuery } from '@apollo/client/react';
import { Link } from 'wouter';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { addDays, nepalDay } from '../app/format.ts';
import { paths } from '../app/paths.ts';
import { PermittedPage } from '../app/permitted.tsx';
import { problemOf } from '../app/problem-of.ts';
import { MoneyChart } from '../charts/money-chart.tsx';
import { SubscribersChart } from '../charts/subscribers-chart.tsx';
import { FiguresQuery } from '../figures/figures-query.ts';
import { AttentionList } from './attention-list.tsx';
import { EndingSoon } from './ending-soon.tsx';
import './styles.css';
import { Summary } from './summary.tsx';

const DAYS = 30;

/** What needs attention, how the shop does, and whose access ends soon. */
export function StartPage() {
  return (
    <PermittedPage title="Start" permission="READ">
      <AttentionList />
      <Summary />
      <LastDays />
      <EndingSoon />
    </PermittedPage>
  );
}

function LastDays() {
  const to = nepalDay();
  const variables = { from: addDays(to, 1 - DAYS), to, by: 'DAY' } as const;
  const { data, error, refetch } = useQuery(FiguresQuery, { variables, fetchPolicy: 'cache-and-network' });
  if (error) return <ProblemNotice problem={problemOf(error)} retry={() => void refetch().catch(() => {})} />;
  if (!data) return <Skeleton className="charts" count={2} />;
  return (
    <section className="last-days">
      <p>
        The last {DAYS} days. <Link href={paths.figures}>All figures, other days, weeks and months</Link>
      </p>
      <div className="charts">
        <MoneyChart figures={data.figures} by="DAY" />
        <SubscribersChart figures={data.figures} by="DAY" />
      </div>
    </section>
  );
}
