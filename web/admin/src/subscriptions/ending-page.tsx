import { useQuery } from '@apollo/client/react';
import { PermittedPage } from '../app/permitted.tsx';
import { dayRange } from '../lists/day-range.ts';
import { type Filter, Filters } from '../lists/filters.tsx';
import { List } from '../lists/list.tsx';
import { useListUrl } from '../lists/use-list-url.ts';
import { EndingQuery, endingColumns } from './ending-query.tsx';

const filters: Filter[] = [
  { kind: 'day', name: 'from', label: 'Ends from' },
  { kind: 'day', name: 'to', label: 'Ends until' },
  {
    kind: 'one',
    name: 'paidAgain',
    label: 'Paid again',
    options: [
      ['true', 'Yes'],
      ['false', 'No'],
    ],
  },
];

/** Whose access ends, the next to end first. Without days: within 30 days. */
export function EndingPage() {
  const url = useListUrl();
  const paidAgain = url.get('paidAgain');
  const { data, previousData, error, refetch } = useQuery(EndingQuery, {
    variables: {
      days: 30,
      ...dayRange(url, 'from', 'to'),
      paidAgain: paidAgain === null ? null : paidAgain === 'true',
      first: 25,
      after: url.get('after'),
    },
    fetchPolicy: 'cache-and-network',
  });
  return (
    <PermittedPage title="Ending access" permission="READ">
      <p className="hint">Without days, these are the next 30 days.</p>
      <Filters url={url} filters={filters} />
      <List
        caption="Access that ends"
        columns={endingColumns}
        keyOf={({ customer }) => customer.id}
        url={url}
        connection={(data ?? previousData)?.endingSoon}
        error={error}
        retry={() => void refetch().catch(() => {})}
        empty={<p>No access ends on these days.</p>}
      />
    </PermittedPage>
  );
}
