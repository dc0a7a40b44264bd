import { useQuery } from '@apollo/client/react';
import { Link } from 'wouter';
import { formatDay, formatMoment } from '../app/format.ts';
import { pathOfCustomer } from '../app/paths.ts';
import { PermittedPage } from '../app/permitted.tsx';
import { type CustomerFilter, type CustomerSort, type CustomersQuery as CustomersData } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { type Column } from '../lists/data-table.tsx';
import { dayRange } from '../lists/day-range.ts';
import { type Filter, Filters } from '../lists/filters.tsx';
import { List } from '../lists/list.tsx';
import { type ListUrl, useListUrl } from '../lists/use-list-url.ts';
import { CsvDownload } from './csv-download.tsx';
import { CustomerBadges } from './customer-badges.tsx';
import { nameOf } from './name-of.ts';

const CustomersQuery = graphql(`
  query Customers($filter: CustomerFilter, $sort: CustomerSort!, $after: String) {
    customers(filter: $filter, sort: $sort, first: 25, after: $after) {
      edges {
        node {
          id
          name
          email
          createdAt
          blockedAt
          erasedAt
          subscription {
            isActive
            endsAt
            plan {
              id
              name
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
      isExact
    }
  }
`);

type Row = CustomersData['customers']['edges'][number]['node'];

const columns: Column<Row>[] = [
  {
    head: 'Customer',
    cell: (customer) => (
      <>
        <Link href={pathOfCustomer(customer.id)}>{nameOf(customer)}</Link> <CustomerBadges customer={customer} />
      </>
    ),
  },
  { head: 'E-mail', sort: { up: 'EMAIL', down: 'EMAIL' }, cell: ({ email }) => email ?? '—' },
  { head: 'Access', cell: ({ subscription }) => accessInWords(subscription) },
  {
    head: 'Signed up',
    sort: { up: 'OLDEST', down: 'NEWEST' },
    cell: ({ createdAt }) => formatMoment(createdAt),
  },
];

const filters: Filter[] = [
  { kind: 'text', name: 'text', label: 'E-mail begins with' },
  {
    kind: 'one',
    name: 'access',
    label: 'Access',
    options: [
      ['yes', 'Has access now'],
      ['no', 'Has no access now'],
    ],
  },
  {
    kind: 'one',
    name: 'blocked',
    label: 'Blocked',
    options: [
      ['yes', 'Is blocked'],
      ['no', 'Is not blocked'],
    ],
  },
  { kind: 'day', name: 'from', label: 'Signed up from' },
  { kind: 'day', name: 'to', label: 'Signed up until' },
];

const sorts: readonly string[] = ['NEWEST', 'OLDEST', 'EMAIL'] satisfies CustomerSort[];

export function CustomersPage() {
  return (
    <PermittedPage title="Customers" permission="READ">
      <Customers />
    </PermittedPage>
  );
}

function Customers() {
  const url = useListUrl();
  const asked = url.get('sort') ?? '';
  const sort = (sorts.includes(asked) ? asked : 'NEWEST') as CustomerSort;
  const filter = filterOf(url);
  const { data, previousData, error, refetch } = useQuery(CustomersQuery, {
    variables: { filter, sort, after: url.get('after') },
    fetchPolicy: 'cache-and-network',
  });
  return (
    <>
      <div className="tools">
        <Filters url={url} filters={filters} />
        <CsvDownload filter={filter} />
      </div>
      <List
        caption="Customers"
        columns={columns}
        keyOf={({ id }) => id}
        url={url}
        sort={sort}
        connection={(data ?? previousData)?.customers}
        error={error}
        retry={() => void refetch().catch(() => {})}
        empty={<p>No customer matches these filters. The search above also finds customers by a part of their name.</p>}
      />
    </>
  );
}

function filterOf(url: ListUrl): CustomerFilter {
  const signedUp = dayRange(url, 'from', 'to');
  return {
    text: url.get('text'),
    hasAccess: yesOrNo(url.get('access')),
    isBlocked: yesOrNo(url.get('blocked')),
    createdFrom: signedUp.from,
    createdTo: signedUp.to,
  };
}

function yesOrNo(value: string | null): boolean | null {
  if (value !== 'yes' && value !== 'no') return null;
  return value === 'yes';
}

function accessInWords(subscription: Row['subscription']): string {
  if (!subscription) return 'Never';
  const { isActive, endsAt, plan } = subscription;
  return isActive ? `${plan.name}, until ${formatDay(endsAt)}` : `Ended ${formatDay(endsAt)}`;
}
