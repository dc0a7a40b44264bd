import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { BaseHttpLink } from '@apollo/client/link/http';
import { rememberCustomer } from '../users/customer.ts';
import { problemOf } from './problem.ts';

// More than the server itself waits for Khalti.
const PATIENCE_MS = 45_000;

/** The session is a cookie that no script can read: it travels by itself, because the API has the page's own origin. */
export function createApolloClient(): ApolloClient {
  const cache = new InMemoryCache();
  const signOutWhenRefused = new ErrorLink(({ error }) => {
    if (problemOf(error).code === 'UNAUTHENTICATED') rememberCustomer(cache, null);
  });
  const http = new BaseHttpLink({ uri: '/graphql', credentials: 'same-origin', fetch: fetchInTime });
  return new ApolloClient({ cache, link: ApolloLink.from([signOutWhenRefused, http]) });
}

/** A server that says nothing is as good as away. */
function fetchInTime(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const signals = [AbortSignal.timeout(PATIENCE_MS), ...(init.signal ? [init.signal] : [])];
  return fetch(input, { ...init, signal: AbortSignal.any(signals) });
}
