import { useQuery } from '@apollo/client/react';
import { Link } from 'wouter';
import { formatMoment, inWords, parseRupees } from '../app/format.ts';
import { pathOfPayment } from '../app/paths.ts';
import { PermittedPage } from '../app/permitted.tsx';
import {
  type RefundFilter,
  type RefundOrigin,
  type RefundSort,
  type RefundStatus,
  type RefundsQuery as RefundsData,
} from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { CsvLink } from '../lists/csv-link.tsx';
import { type Column } from '../lists/data-table.tsx';
import { dayRange } from '../lists/day-range.ts';
import { type Filter, Filters } from '../lists/filters.tsx';
import { List } from '../lists/list.tsx';
import { type ListUrl, useListUrl } from '../lists/use-list-url.ts';
import { RefundStatusBadge, refundStatuses } from './refund-status-badge.tsx';
import { originWords, sumInWords } from './words.ts';

const RefundsQuery = graphql(`
  query Refunds($filter: RefundFilter, $sort: RefundSort!, $after: String) {
    refunds(filter: $filter, sort: $sort, first: 25, after: $after) {
      edges {
        node {
          id
          status
          origin
          amountPaisa
          reason
          createdAt
          doneAt
          author {
            id
            name
          }
          payment {
            id
            planName
            customer {
              id
              name
              email
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

type Row = RefundsData['refunds']['edges'][number]['node'];

const columns: Column<Row>[] = [
  {
    head: 'Created',
    sort: { up: 'OLDEST', down: 'NEWEST' },
    cell: ({ payment, createdAt }) => <Link href={pathOfPayment(payment.id)}>{formatMoment(createdAt)}</Link>,
  },
  { head: 'Status', cell: ({ status }) => <RefundStatusBadge status={status} /> },
  { head: 'Sum', isNumber: true, cell: (refund) => sumInWords(refund) },
  { head: 'How', cell: ({ origin }) => originWords[origin] },
  {
    head: 'Payment',
    cell: ({ payment: { id, planName, customer } }) => (
      <Link href={pathOfPayment(id)}>
        {planName}, {customer.email ?? customer.name}
      </Link>
    ),
  },
  { head: 'Reason', cell: ({ reason }) => reason || '—' },
  { head: 'By', cell: ({ author }) => author?.name ?? '—' },
  { head: 'Done', cell: ({ doneAt }) => (doneAt ? formatMoment(doneAt) : '—') },
];

const filters: Filter[] = [
  { kind: 'several', name: 'status', label: 'Status', options: refundStatuses.map((each) => [each, inWords(each)]) },
  { kind: 'several', name: 'origin', label: 'How', options: Object.entries(originWords) },
  { kind: 'day', name: 'createdFrom', label: 'Created from' },
  { kind: 'day', name: 'createdTo', label: 'Created until' },
  { kind: 'day', name: 'doneFrom', label: 'Done from' },
  { kind: 'day', name: 'doneTo', label: 'Done until' },
  { kind: 'rupees', name: 'amountFrom', label: 'Rupees from' },
  { kind: 'rupees', name: 'amountTo', label: 'Rupees to' },
];

export function RefundsPage() {
  const url = useListUrl();
  const sort = (url.get('sort') ?? 'NEWEST') as RefundSort;
  const filter = filterOf(url);
  const { data, previousData, error, refetch } = useQuery(RefundsQuery, {
    variables: { filter, sort, after: url.get('after') },
    fetchPolicy: 'cache-and-network',
  });
  return (
    <PermittedPage title="Refunds" permission="READ">
      <div className="tools">
        <Filters url={url} filters={filters} />
        <CsvLink list="refunds" permissions={['EXPORT']} filter={filter} />
      </div>
      <List
        caption="Refunds"
        columns={columns}
        keyOf={({ id }) => id}
        url={url}
        sort={sort}
        connection={(data ?? previousData)?.refunds}
        error={error}
        retry={() => void refetch().catch(() => {})}
        empty={<p>No refund matches these filters. To refund a payment, search for it and open its page.</p>}
      />
    </PermittedPage>
  );
}

function filterOf(url: ListUrl): RefundFilter {
  const created = dayRange(url, 'createdFrom', 'createdTo');
  const done = dayRange(url, 'doneFrom', 'doneTo');
  return {
    statuses: url.all('status') as RefundStatus[],
    origins: url.all('origin') as RefundOrigin[],
    createdFrom: created.from,
    createdTo: created.to,
    doneFrom: done.from,
    doneTo: done.to,
    amountFromPaisa: parseRupees(url.get('amountFrom') ?? ''),
    amountToPaisa: parseRupees(url.get('amountTo') ?? ''),
  };
}
