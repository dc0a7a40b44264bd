import { type ApolloCache } from '@apollo/client';
import { type CustomerFieldsFragment } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export type Customer = CustomerFieldsFragment;

graphql(`
  fragment CustomerFields on User {
    id
    name
    email
    newEmail
    isEmailConfirmed
  }
`);

export const MeQuery = graphql(`
  query Me {
    me {
      ...CustomerFields
    }
  }
`);

/** Removes the data of the previous user from the cache. */
export function setCurrentUser(cache: ApolloCache, me: Customer | null): void {
  cache.batch({
    update(batch) {
      for (const fieldName of ['mySubscription', 'myOpenPayments', 'myPayments', 'payment']) {
        batch.evict({ id: 'ROOT_QUERY', fieldName });
      }
      batch.writeQuery({ query: MeQuery, data: { me } });
    },
  });
  cache.gc();
}
