import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster } from './cluster.ts';

const ANSWERED_WITHIN_MS = 15_000;
const TRIES = 40;
const MAX_WAIT_MS = 2_000;

export interface Answer<Data> {
  data: Data | null;
  /** The code of the first error; undefined if there is none. */
  code: string | undefined;
  extensions: Record<string, unknown>;
}

interface Sent {
  query: string;
  variables?: Record<string, unknown>;
  headers: Record<string, string>;
  path?: string;
}

/**
 * Asks as a patient client does, that has a load balancer in front of the servers: after no answer, and after an error
 * that may be repeated, it asks the other one.
 */
export async function callAny<Data>(cluster: Cluster, sent: Sent): Promise<Answer<Data>> {
  let last: Answer<Data> = { data: null, code: 'NO_ANSWER', extensions: {} };
  const first = Math.floor(Math.random() * cluster.servers.length);
  for (let n = 0; n < TRIES; n += 1) {
    const server = cluster.servers[(first + n) % cluster.servers.length];
    last = await callOne<Data>(String(server?.url), sent);
    if (last.code !== 'NO_ANSWER' && last.extensions.retryable !== true) return last;
    await sleep(Math.min(MAX_WAIT_MS, 50 * 2 ** n));
  }
  return last;
}

async function callOne<Data>(
  url: string,
  { query, variables, headers, path = '/graphql' }: Sent,
): Promise<Answer<Data>> {
  try {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
    });
    const { data, errors } = (await response.json()) as {
      data?: Data;
      errors?: { extensions: Record<string, unknown> }[];
    };
    const extensions = errors?.[0]?.extensions ?? {};
    return { data: data ?? null, code: errors ? String(extensions.code) : undefined, extensions };
  } catch {
    return { data: null, code: 'NO_ANSWER', extensions: {} };
  }
}
