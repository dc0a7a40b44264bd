import { type ApolloCache } from '@apollo/client';
import { type CustomerFieldsFragment } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export type Customer = CustomerFieldsFragment;

graphql(`
  fragment CustomerFields on User {
    id
    name
    email
  }
`);

export const MeQuery = graphql(`
  query Me {
    me {
      ...CustomerFields
    }
  }
`);

/** Notes who is signed in now, and forgets what belonged to whoever was before. */
export function setCurrentUser(cache: ApolloCache, me: Customer | null): void {
  cache.batch({
    update(before) {
      for (const fieldName of ['mySubscription', 'myPayments', 'payment']) {
        before.evict({ id: 'ROOT_QUERY', fieldName });
      }
      before.writeQuery({ query: MeQuery, data: { me } });
    },
  });
  cache.gc();
}
