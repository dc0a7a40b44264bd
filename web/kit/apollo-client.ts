import { type ApolloCache, ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { BaseHttpLink } from '@apollo/client/link/http';
import { describeProblem } from './problem.ts';
import { kitTexts } from './texts.ts';

// Longer than the server waits for Khalti.
const REQUEST_TIMEOUT_MS = 45_000;

/** A client for a page of the API's own origin: the browser sends the session cookie, which no script can read. */
export function createApolloClient(uri: string, onUnauthenticated: (cache: ApolloCache) => void): ApolloClient {
  const cache = new InMemoryCache();
  const errors = new ErrorLink(({ error }) => {
    if (describeProblem(error, kitTexts.problems).code === 'UNAUTHENTICATED') onUnauthenticated(cache);
  });
  const http = new BaseHttpLink({ uri, credentials: 'same-origin', fetch: fetchWithTimeout });
  return new ApolloClient({ cache, link: ApolloLink.from([errors, http]) });
}

function fetchWithTimeout(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const signals = [AbortSignal.timeout(REQUEST_TIMEOUT_MS), ...(init.signal ? [init.signal] : [])];
  return fetch(input, { ...init, signal: AbortSignal.any(signals) });
}
