import { type ApolloClient, type InMemoryCache } from '@apollo/client';
import { createApolloClient } from '../../../kit/apollo-client.ts';
import { MeQuery } from './me.ts';

export function createClient(): ApolloClient {
  const client = createApolloClient('/admin/graphql', (cache) => {
    cache.writeQuery({ query: MeQuery, data: { me: null } });
  });
  // Without an id: there is one of Attention and one of OperatorSession, and one SubscriptionRecord for a customer.
  (client.cache as InMemoryCache).policies.addTypePolicies({
    Attention: { keyFields: [] },
    OperatorSession: { keyFields: [] },
    SubscriptionRecord: { merge: true },
  });
  return client;
}
