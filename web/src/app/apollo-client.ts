import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { rememberCustomer } from '../users/customer.ts';
import { problemOf } from './problem.ts';

/** The session is a cookie that no script can read: it travels by itself, because the API has the page's own origin. */
export function createApolloClient(): ApolloClient {
  const cache = new InMemoryCache();
  const signOutWhenRefused = new ErrorLink(({ error }) => {
    if (problemOf(error).code === 'UNAUTHENTICATED') rememberCustomer(cache, null);
  });
  const http = new HttpLink({ uri: '/graphql', credentials: 'same-origin' });
  return new ApolloClient({ cache, link: ApolloLink.from([signOutWhenRefused, http]) });
}
