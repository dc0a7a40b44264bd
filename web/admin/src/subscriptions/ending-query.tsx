import { Link } from 'wouter';
import { formatMoment } from '../app/format.ts';
import { pathOfCustomer } from '../app/paths.ts';
import { type EndingSoonQuery } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { type Column } from '../lists/data-table.tsx';

export const EndingQuery = graphql(`
  query EndingSoon(
    $days: Int!
    $from: DateTime
    $to: DateTime
    $paidAgain: Boolean
    $first: Int!
    $after: String
  ) {
    endingSoon(days: $days, from: $from, to: $to, paidAgain: $paidAgain, first: $first, after: $after) {
      edges {
        node {
          endsAt
          plan {
            id
            name
          }
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

type Row = EndingSoonQuery['endingSoon']['edges'][number]['node'];

export const endingColumns: Column<Row>[] = [
  { head: 'Ends', cell: ({ endsAt }) => formatMoment(endsAt) },
  { head: 'Plan', cell: ({ plan }) => plan.name },
  {
    head: 'Customer',
    cell: ({ customer }) => <Link href={pathOfCustomer(customer.id)}>{customer.email ?? customer.name}</Link>,
  },
];
