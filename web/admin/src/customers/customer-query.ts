import { type CustomerQuery as CustomerData } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export type Customer = NonNullable<CustomerData['customer']>;
export type Period = Customer['periods'][number];

graphql(`
  fragment WholeCustomer on CustomerRecord {
    id
    name
    email
    isEmailConfirmed
    createdAt
    updatedAt
    blockedAt
    erasedAt
    sessionsEndedAt
    subscription {
      isActive
      startsAt
      endsAt
      plan {
        id
        name
      }
    }
    openPayments {
      id
      status
      amountPaisa
      createdAt
    }
    periods {
      id
      source
      startsAt
      endsAt
      revokedAt
      exchangedBy
      plan {
        id
        name
      }
      payment {
        id
        amountPaisa
        createdAt
      }
      grant {
        days
        reason
        createdAt
        author {
          id
          name
        }
      }
    }
  }
`);

export const CustomerQuery = graphql(`
  query Customer($id: ID!) {
    customer(id: $id) {
      ...WholeCustomer
    }
  }
`);
