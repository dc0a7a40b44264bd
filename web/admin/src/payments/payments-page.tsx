import { useQuery } from '@apollo/client/react';
import { Link } from 'wouter';
import { formatMoment, formatPaisa, inWords, parseRupees } from '../app/format.ts';
import { pathOfCustomer, pathOfPayment } from '../app/paths.ts';
import { PermittedPage } from '../app/permitted.tsx';
import {
  type PaymentFilter,
  type PaymentSort,
  type PaymentStatus,
  type PaymentsQuery as PaymentsData,
} from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { CsvLink } from '../lists/csv-link.tsx';
import { type Column } from '../lists/data-table.tsx';
import { dayRange } from '../lists/day-range.ts';
import { type Filter, Filters } from '../lists/filters.tsx';
import { List } from '../lists/list.tsx';
import { type ListUrl, useListUrl } from '../lists/use-list-url.ts';
import { PaymentStatusBadge, paymentStatuses } from './status-badge.tsx';

const PaymentsQuery = graphql(`
  query Payments($filter: PaymentFilter, $sort: PaymentSort!, $after: String) {
    payments(filter: $filter, sort: $sort, first: 25, after: $after) {
      edges {
        node {
          id
          status
          amountPaisa
          createdAt
          paidAt
          planName
          customer {
            id
            name
            email
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

type Row = PaymentsData['payments']['edges'][number]['node'];

const columns: Column<Row>[] = [
  {
    head: 'Opened',
    sort: { up: 'OLDEST', down: 'NEWEST' },
    cell: ({ id, createdAt }) => <Link href={pathOfPayment(id)}>{formatMoment(createdAt)}</Link>,
  },
  { head: 'Status', cell: ({ status }) => <PaymentStatusBadge status={status} /> },
  {
    head: 'Amount',
    isNumber: true,
    sort: { up: 'AMOUNT_LOWEST', down: 'AMOUNT_HIGHEST' },
    cell: ({ amountPaisa }) => formatPaisa(amountPaisa),
  },
  { head: 'Plan', cell: ({ planName }) => planName },
  {
    head: 'Customer',
    cell: ({ customer }) => <Link href={pathOfCustomer(customer.id)}>{customer.email ?? customer.name}</Link>,
  },
  {
    head: 'Paid',
    sort: { up: 'PAID_FIRST', down: 'PAID_LAST' },
    cell: ({ paidAt }) => (paidAt ? formatMoment(paidAt) : '—'),
  },
];

const filters: Filter[] = [
  { kind: 'text', name: 'text', label: "Customer's e-mail begins with" },
  { kind: 'several', name: 'status', label: 'Status', options: paymentStatuses.map((each) => [each, inWords(each)]) },
  { kind: 'day', name: 'openedFrom', label: 'Opened from' },
  { kind: 'day', name: 'openedTo', label: 'Opened until' },
  { kind: 'day', name: 'paidFrom', label: 'Paid from' },
  { kind: 'day', name: 'paidTo', label: 'Paid until' },
  { kind: 'rupees', name: 'amountFrom', label: 'Rupees from' },
  { kind: 'rupees', name: 'amountTo', label: 'Rupees to' },
];

export function PaymentsPage() {
  const url = useListUrl();
  const sort = (url.get('sort') ?? 'NEWEST') as PaymentSort;
  const filter = filterOf(url);
  const variables = { filter, sort, after: url.get('after') };
  const { data, previousData, error, refetch } = useQuery(PaymentsQuery, {
    variables,
    fetchPolicy: 'cache-and-network',
  });
  return (
    <PermittedPage title="Payments" permission="READ">
      <div className="tools">
        <Filters url={url} filters={filters} />
        <CsvLink list="payments" permissions={['EXPORT']} filter={filter} />
      </div>
      <List
        caption="Payments"
        columns={columns}
        keyOf={({ id }) => id}
        url={url}
        sort={sort}
        connection={(data ?? previousData)?.payments}
        error={error}
        retry={() => void refetch().catch(() => {})}
        empty={<p>No payment matches these filters.</p>}
      />
    </PermittedPage>
  );
}

function filterOf(url: ListUrl): PaymentFilter {
  const opened = dayRange(url, 'openedFrom', 'openedTo');
  const paid = dayRange(url, 'paidFrom', 'paidTo');
  return {
    text: url.get('text'),
    customerId: url.get('customer'),
    planIds: url.all('plan'),
    statuses: url.all('status') as PaymentStatus[],
    openedFrom: opened.from,
    openedTo: opened.to,
    paidFrom: paid.from,
    paidTo: paid.to,
    amountFromPaisa: parseRupees(url.get('amountFrom') ?? ''),
    amountToPaisa: parseRupees(url.get('amountTo') ?? ''),
  };
}
