export interface GraphqlError {
  message: string;
  path?: (string | number)[];
  extensions: { code: string; retryable: boolean; errorId?: string; argument?: string; retryAfterSeconds?: number };
}

export interface Answered<Data> {
  status: number;
  headers: Headers;
  data: Data;
  errors: GraphqlError[];
  /** The code of the first error; undefined if there is none. */
  code: string | undefined;
}

export async function askGraphql<Data>(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  token: string | null = null,
  more: Record<string, string> = {},
): Promise<Answered<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}), ...more },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors = [] } = (await response.json()) as { data: Data; errors?: GraphqlError[] };
  return { status: response.status, headers: response.headers, data, errors, code: errors[0]?.extensions.code };
}
