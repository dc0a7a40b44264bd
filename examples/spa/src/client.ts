import { type AnyVariables, Client, fetchExchange, subscriptionExchange, type TypedDocumentNode } from '@urql/core';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';

const API_URL: string = import.meta.env.VITE_API_URL ?? 'http://localhost:4000';
const TOKEN = 'token';

/** The page of this app to which Khalti returns customers. One of the server's PAYMENT_RETURN_URLS. */
export const RETURN_URL = `${location.origin}/paid`;

export const session = {
  get token(): string | null {
    return sessionStorage.getItem(TOKEN);
  },
  set token(token: string | null) {
    if (token === null) sessionStorage.removeItem(TOKEN);
    else sessionStorage.setItem(TOKEN, token);
  },
};

function authorization(): Record<string, string> {
  return session.token ? { authorization: `Bearer ${session.token}` } : {};
}

const live = createClient({ url: `${API_URL.replace(/^http/, 'ws')}/graphql`, connectionParams: authorization });

export const client = new Client({
  url: `${API_URL}/graphql`,
  preferGetMethod: false,
  fetchOptions: () => ({ headers: authorization() }),
  exchanges: [
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query = '', variables }) => ({
        subscribe: (sink) => ({ unsubscribe: live.subscribe({ query, variables: variables ?? null }, sink) }),
      }),
    }),
  ],
});

/** The code is stable; the message is for the customer. `retryable`: the same request may succeed later. */
export class RequestFailed extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly retryable: boolean,
  ) {
    super(message);
  }
}

/** Throws `RequestFailed`. */
export async function ask<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const isMutation = document.definitions.some(
    (node) => 'operation' in node && node.operation === OperationTypeNode.MUTATION,
  );
  const answered = isMutation ? client.mutation(document, variables) : client.query(document, variables);
  const { data, error } = await answered.toPromise();
  const [first] = error?.graphQLErrors ?? [];
  if (first) {
    const { code, retryable } = first.extensions as { code: string; retryable: boolean };
    throw new RequestFailed(first.message, code, retryable);
  }
  if (error || !data) throw new RequestFailed('The server does not answer. Try again.', 'NETWORK', true);
  return data;
}
