import { useQuery } from '@apollo/client/react';
import { Link } from 'wouter';
import { formatMoment, formatPaisa } from '../app/format.ts';
import { pathOfPayment } from '../app/paths.ts';
import { type CustomerPaymentsQuery as PaymentsData } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { type Column } from '../lists/data-table.tsx';
import { List } from '../lists/list.tsx';
import { useListUrl } from '../lists/use-list-url.ts';
import { PaymentStatusBadge } from '../payments/status-badge.tsx';

const CustomerPaymentsQuery = graphql(`
  query CustomerPayments($id: ID!, $after: String) {
    customer(id: $id) {
      id
      payments(first: 10, after: $after) {
        edges {
          node {
            id
            status
            amountPaisa
            createdAt
            paidAt
            planName
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
  }
`);

type Row = NonNullable<PaymentsData['customer']>['payments']['edges'][number]['node'];

const columns: Column<Row>[] = [
  { head: 'Opened', cell: ({ id, createdAt }) => <Link href={pathOfPayment(id)}>{formatMoment(createdAt)}</Link> },
  { head: 'Status', cell: ({ status }) => <PaymentStatusBadge status={status} /> },
  { head: 'Amount', isNumber: true, cell: ({ amountPaisa }) => formatPaisa(amountPaisa) },
  { head: 'Plan', cell: ({ planName }) => planName },
  { head: 'Paid', cell: ({ paidAt }) => (paidAt ? formatMoment(paidAt) : '—') },
];

export function CustomerPayments({ customerId }: { customerId: string }) {
  const url = useListUrl();
  const { data, previousData, error, refetch } = useQuery(CustomerPaymentsQuery, {
    variables: { id: customerId, after: url.get('after') },
    fetchPolicy: 'cache-and-network',
  });
  return (
    <section>
      <h2>Payments</h2>
      <List
        caption="Payments of this customer"
        columns={columns}
        keyOf={({ id }) => id}
        url={url}
        connection={(data ?? previousData)?.customer?.payments}
        error={error}
        retry={() => void refetch().catch(() => {})}
        empty={<p>This customer has not opened a payment yet.</p>}
      />
    </section>
  );
}
