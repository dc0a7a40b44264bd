import { useQuery } from '@apollo/client/react';
import { type ReactNode } from 'react';
import { Link } from 'wouter';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { formatCount, formatPaisa, nepalDay } from '../app/format.ts';
import { listPath, paths } from '../app/paths.ts';
import { problemOf } from '../app/problem-of.ts';
import { type SummaryQuery as SummaryData } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { sameDaysOfLastMonth } from './same-days.ts';

const SummaryQuery = graphql(`
  query Summary($today: Date!, $monthStart: Date!, $lastStart: Date!, $lastEnd: Date!) {
    today: figures(from: $today, to: $today, by: DAY) {
      ...Sums
    }
    thisMonth: figures(from: $monthStart, to: $today, by: MONTH) {
      ...Sums
    }
    lastMonth: figures(from: $lastStart, to: $lastEnd, by: MONTH) {
      ...Sums
    }
    sameDay: figures(from: $lastEnd, to: $lastEnd, by: DAY) {
      ...Sums
    }
    currentValue {
      activePaid
      activeTrial
      activeComplimentary
      thirtyDayValuePaisa
      isAtMost
    }
  }
`);

graphql(`
  fragment Sums on Figure {
    from
    to
    collectedPaisa
    paidBackPaisa
    isAtLeast
    payments
  }
`);

type Sums = SummaryData['today'][number];

/** Today and this month, against the same days of last month. */
export function Summary() {
  const today = nepalDay();
  const variables = { today, ...sameDaysOfLastMonth(today) };
  const { data, error, refetch } = useQuery(SummaryQuery, { variables, fetchPolicy: 'cache-and-network' });
  if (error) return <ProblemNotice problem={problemOf(error)} retry={() => void refetch().catch(() => {})} />;
  const [now, then] = [data?.today[0], data?.sameDay[0]];
  const [month, lastMonth] = [data?.thisMonth[0], data?.lastMonth[0]];
  if (!data || !now || !then || !month || !lastMonth) return <Skeleton className="rows" count={2} />;
  const { activePaid, activeTrial, activeComplimentary, thirtyDayValuePaisa, isAtMost } = data.currentValue;
  return (
    <section aria-labelledby="summary">
      <h2 id="summary">Today</h2>
      <div className="numbers">
        <Money title="Collected today" now={now} then={then} name="collectedPaisa" before="the same day last month" />
        <Money title="Paid back today" now={now} then={then} name="paidBackPaisa" before="the same day last month" />
        <Money
          title="Collected this month"
          now={month}
          then={lastMonth}
          name="collectedPaisa"
          before="the same days last month"
        />
        <Money
          title="Paid back this month"
          now={month}
          then={lastMonth}
          name="paidBackPaisa"
          before="the same days last month"
        />
        <Card
          title="Active subscribers"
          to={listPath(paths.customers, { hasAccess: 'true' })}
          value={formatCount(activePaid + activeTrial + activeComplimentary)}
        >
          {formatCount(activePaid)} paid, {formatCount(activeTrial)} trial, {formatCount(activeComplimentary)} free days
        </Card>
        <Card
          title="30-day value"
          to={paths.ending}
          value={`${isAtMost ? 'at most ' : ''}${formatPaisa(Math.round(thirtyDayValuePaisa))}`}
        >
          What the paid access that runs now is worth for 30 days. Nothing renews without a payment.
        </Card>
      </div>
    </section>
  );
}

interface MoneyProps {
  title: string;
  now: Sums;
  then: Sums;
  name: 'collectedPaisa' | 'paidBackPaisa';
  before: string;
}

function Money({ title, now, then, name, before }: MoneyProps) {
  const amount = (sums: Sums) =>
    `${name === 'paidBackPaisa' && sums.isAtLeast ? 'at least ' : ''}${formatPaisa(sums[name])}`;
  return (
    <Card title={title} to={listOf(name, now)} value={amount(now)}>
      <Link href={listOf(name, then)}>{amount(then)}</Link> {before}
    </Card>
  );
}

function listOf(name: MoneyProps['name'], { from, to }: Sums): string {
  return name === 'collectedPaisa'
    ? listPath(paths.payments, { paidFrom: from, paidTo: to, sort: 'PAID_LAST' })
    : listPath(paths.refunds, { doneFrom: from, doneTo: to });
}

function Card({ title, to, value, children }: { title: string; to: string; value: string; children: ReactNode }) {
  return (
    <article>
      <h3>{title}</h3>
      <p className="value">
        <Link href={to}>{value}</Link>
      </p>
      <p>{children}</p>
    </article>
  );
}
