import { type ApolloCache, type OperationVariables, type TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { print } from 'graphql';
import { useEffect } from 'react';
import { MeQuery } from './me.ts';

// What the page needs at once is loaded before.
const BEGIN_AFTER_MS = 1_500;
const FIRST_WAIT_MS = 2_000;
const MAX_WAIT_MS = 60_000;

/** While the page is shown, writes what a subscription reports into the cache. Without a stream, the page still works. */
export function useLive<Data, Variables extends OperationVariables>(
  subscription: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): void {
  const { cache } = useApolloClient();
  const key = JSON.stringify(variables);
  useEffect(() => {
    const left = new AbortController();
    const stream = { cache, subscription, variables: JSON.parse(key) as Variables, signal: left.signal };
    void keepListening(stream);
    return () => left.abort();
  }, [cache, subscription, key]);
}

interface Stream<Data, Variables extends OperationVariables> {
  cache: ApolloCache;
  subscription: TypedDocumentNode<Data, Variables>;
  variables: Variables;
  signal: AbortSignal;
}

/** The server closes each stream after some minutes. */
async function keepListening<Data, Variables extends OperationVariables>(
  stream: Stream<Data, Variables>,
): Promise<void> {
  let waitMs = FIRST_WAIT_MS;
  await sleep(BEGIN_AFTER_MS);
  while (!stream.signal.aborted) {
    const hasHeard = await listen(stream).catch(() => false);
    waitMs = hasHeard ? FIRST_WAIT_MS : Math.min(waitMs * 2, MAX_WAIT_MS);
    await sleep(waitMs);
  }
}

/** Until the stream closes. Whether it has reported anything. */
async function listen<Data, Variables extends OperationVariables>(stream: Stream<Data, Variables>): Promise<boolean> {
  const { cache, subscription, variables, signal } = stream;
  const { createClient } = await import('graphql-sse');
  const client = createClient({ url: `${window.location.origin}/admin/graphql/stream`, retryAttempts: 0 });
  signal.addEventListener('abort', () => client.dispose());
  let hasHeard = false;
  await new Promise<void>((close) => {
    if (signal.aborted) return close();
    client.subscribe(
      // With the names of the types, by which the cache finds what has changed.
      { query: print(cache.transformDocument(subscription)), variables },
      {
        next({ data, errors }) {
          if (errors?.[0]?.extensions?.code === 'UNAUTHENTICATED')
            cache.writeQuery({ query: MeQuery, data: { me: null } });
          if (!data) return;
          hasHeard = true;
          cache.writeQuery({ id: 'ROOT_SUBSCRIPTION', query: subscription, variables, data: data as Data });
        },
        error: () => close(),
        complete: close,
      },
    );
  });
  client.dispose();
  return hasHeard;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
