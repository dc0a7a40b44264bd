import got, { RequestError } from 'got';
import { isPrivateAddress, lookupPublic, PrivateAddress } from './public-address.ts';
import { type Attempt } from './webhook-delivery.ts';

const MAX_ANSWER_BYTES = 64 * 1024;

export interface Request {
  url: string;
  headers: Record<string, string>;
  body: string;
  timeoutMs: number;
  /** In production: no request reaches a private address. */
  isPublicOnly: boolean;
}

/** Sends once. Only 2xx is accepted; a redirect is not followed. Throws only if `signal` is aborted. */
export async function sendWebhook(request: Request, signal: AbortSignal): Promise<Attempt> {
  const startedAt = performance.now();
  const at = new Date().toISOString();
  const end = (httpStatus: number | null, error: string | null): Attempt => {
    return { at, durationMs: Math.round(performance.now() - startedAt), httpStatus, error };
  };
  try {
    const httpStatus = await post(request, signal);
    return end(httpStatus, httpStatus >= 200 && httpStatus < 300 ? null : refusalOf(httpStatus));
  } catch (error) {
    signal.throwIfAborted();
    return end(
      null,
      error instanceof RequestError || error instanceof PrivateAddress
        ? `${error.code}: ${error.message}`
        : String(error),
    );
  }
}

/** Returns the status. The body is not read further than a small answer. */
async function post({ url, headers, body, timeoutMs, isPublicOnly }: Request, signal: AbortSignal): Promise<number> {
  const { hostname } = new URL(url);
  // A connection to an address looks nothing up.
  if (isPublicOnly && isPrivateAddress(hostname)) throw new PrivateAddress(hostname, hostname);
  const tooLarge = new AbortController();
  let status: number | undefined;
  const request = got.post(url, {
    body,
    headers: {
      'content-type': 'application/json',
      accept: '*/*',
      'accept-encoding': 'identity',
      'user-agent': 'khalti-subscriptions',
      ...headers,
    },
    ...(isPublicOnly ? { dnsLookup: lookupPublic } : {}),
    timeout: { lookup: timeoutMs, connect: timeoutMs, secureConnect: timeoutMs, request: timeoutMs },
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    decompress: false,
    signal: AbortSignal.any([signal, tooLarge.signal]),
  });
  void request.on('response', ({ statusCode }) => (status = statusCode));
  void request.on('downloadProgress', ({ transferred }) => {
    if (transferred > MAX_ANSWER_BYTES) tooLarge.abort();
  });
  try {
    return (await request).statusCode;
  } catch (error) {
    if (tooLarge.signal.aborted && status !== undefined) return status;
    throw error;
  }
}

function refusalOf(httpStatus: number): string {
  if (httpStatus >= 300 && httpStatus < 400) return `HTTP ${httpStatus}: redirects are not followed`;
  return httpStatus === 410 ? 'HTTP 410: the receiver wants no more events' : `HTTP ${httpStatus}`;
}
