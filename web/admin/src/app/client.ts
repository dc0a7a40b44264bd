import { type ApolloClient, type InMemoryCache } from '@apollo/client';
import { createApolloClient } from '../../../kit/apollo-client.ts';
import { MeQuery } from './me.ts';

export function createClient(): ApolloClient {
  const client = createApolloClient('/admin/graphql', (cache) => {
    cache.writeQuery({ query: MeQuery, data: { me: null } });
  });
  // There is one of them, without an id.
  (client.cache as InMemoryCache).policies.addTypePolicies({
    Attention: { keyFields: [] },
    OperatorSession: { keyFields: [] },
  });
  return client;
}
