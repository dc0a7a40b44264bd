import { useQuery } from '@apollo/client/react';
import { Link } from 'wouter';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { paths } from '../app/paths.ts';
import { problemOf } from '../app/problem-of.ts';
import { DataTable } from '../lists/data-table.tsx';
import { EndingQuery, endingColumns } from '../subscriptions/ending-query.tsx';

const SHOWN = 5;

/** The customers whose access ends next. */
export function EndingSoon() {
  const variables = { days: 30, first: SHOWN };
  const { data, error, refetch } = useQuery(EndingQuery, { variables, fetchPolicy: 'cache-and-network' });
  if (error) return <ProblemNotice problem={problemOf(error)} retry={() => void refetch().catch(() => {})} />;
  if (!data) return <Skeleton className="rows" count={SHOWN} />;
  const { edges } = data.endingSoon;
  return (
    <section aria-labelledby="ending-soon">
      <h2 id="ending-soon">Ending soon</h2>
      {edges.length === 0 ? (
        <p>No access ends within 30 days.</p>
      ) : (
        <>
          <DataTable
            caption="Access that ends next"
            columns={endingColumns}
            rows={edges.map(({ node }) => node)}
            keyOf={({ customer }) => customer.id}
          />
          <Link href={paths.ending}>All that end within 30 days</Link>
        </>
      )}
    </section>
  );
}
