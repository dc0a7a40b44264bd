import { useQuery } from '@apollo/client/react';
import { PermittedPage } from '../app/permitted.tsx';
import { type Filter, Filters } from '../lists/filters.tsx';
import { List } from '../lists/list.tsx';
import { useListUrl } from '../lists/use-list-url.ts';
import { EndingQuery, endingColumns } from './ending-query.tsx';

const filters: Filter[] = [
  {
    kind: 'one',
    name: 'days',
    label: 'Within',
    options: [
      ['7', '7 days'],
      ['30', '30 days'],
      ['90', '90 days'],
      ['365', '365 days'],
    ],
  },
];

/** Whose access ends, the next to end first. */
export function EndingPage() {
  const url = useListUrl();
  const days = Number(url.get('days') ?? 30);
  const { data, previousData, error, refetch } = useQuery(EndingQuery, {
    variables: { days, first: 25, after: url.get('after') },
    fetchPolicy: 'cache-and-network',
  });
  return (
    <PermittedPage title="Ending access" permission="READ">
      <Filters url={url} filters={filters} />
      <List
        caption="Access that ends"
        columns={endingColumns}
        keyOf={({ customer }) => customer.id}
        url={url}
        connection={(data ?? previousData)?.endingSoon}
        error={error}
        retry={() => void refetch().catch(() => {})}
        empty={<p>No access ends within {days} days.</p>}
      />
    </PermittedPage>
  );
}
