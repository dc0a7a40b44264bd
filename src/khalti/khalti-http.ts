import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import got, { type ExtendOptions, type Got, RequestError, TimeoutError } from 'got';
import { type Answer, GatewayUnavailable } from '../errors.ts';

const MAX_BODY_BYTES = 64 * 1024;
const MAX_KEPT_CHARACTERS = 8 * 1024;
const KEY_REFUSED_FOR_MS = 5 * 60 * 1000;

// With these the request never reached Khalti, so that even what must not be asked twice may be asked again.
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH']);
const BEFORE_SENDING = new Set(['lookup', 'connect', 'secureConnect']);

/** An answer as it is kept, and what its whole body says; undefined where that is no JSON. */
export interface Reply {
  answer: Answer;
  json: object | undefined;
}

export interface KhaltiHttpOptions {
  /** Ends in `/api/v2/`. */
  baseUrl: string;
  secretKey: string;
  /** How long Khalti may take for one answer, in milliseconds. */
  timeoutMs: number;
}

/**
 * Puts questions to Khalti: with the key, within a time, again where that is harmless. The key is in nothing that comes
 * back.
 */
export class KhaltiHttp {
  readonly patienceMs: number;
  readonly #options: KhaltiHttpOptions;
  readonly #agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  readonly #asking: Record<Answer['operation'], Got>;
  #keyRefusedAt = 0;

  constructor(options: KhaltiHttpOptions) {
    this.#options = options;
    this.patienceMs = options.timeoutMs * 2;
    const http = got.extend({
      method: 'POST',
      agent: this.#agents,
      headers: {
        authorization: `Key ${options.secretKey}`,
        accept: 'application/json',
        'content-type': 'application/json',
        'accept-encoding': 'identity',
        'user-agent': undefined,
      },
      timeout: {
        lookup: options.timeoutMs / 2,
        connect: options.timeoutMs / 2,
        secureConnect: options.timeoutMs / 2,
        request: options.timeoutMs,
      },
      throwHttpErrors: false,
      followRedirect: false,
      // The answers are short.
      decompress: false,
      responseType: 'text',
    });
    // Made ready once: to put options together takes got as long as to ask.
    this.#asking = {
      initiate: http.extend(retries('initiate')),
      lookup: http.extend(retries('lookup')),
      refund: http.extend(retries('refund')),
    };
  }

  /** Forgotten after a while, and at the first answer that is no refusal. */
  get isKeyRefused(): boolean {
    return Date.now() - this.#keyRefusedAt < KEY_REFUSED_FOR_MS;
  }

  close(): void {
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }

  /** Throws `GatewayUnavailable` where no answer comes. `path` begins at the base URL. */
  async post(operation: Answer['operation'], path: string, body: object, signal?: AbortSignal): Promise<Reply> {
    const url = new URL(path, this.#options.baseUrl);
    const end = new AbortController();
    const giveUp = () => end.abort();
    const patience = setTimeout(giveUp, this.patienceMs);
    signal?.addEventListener('abort', giveUp);
    if (signal?.aborted) giveUp();
    let isTooLarge = false;
    const asking = this.#asking[operation](url, { body: JSON.stringify(body), signal: end.signal });
    void asking.on('downloadProgress', ({ transferred }) => {
      isTooLarge = transferred > MAX_BODY_BYTES;
      if (isTooLarge) giveUp();
    });
    try {
      const response = await asking;
      this.#keyRefusedAt = isKeyRefusal(response.statusCode) ? Date.now() : 0;
      const answer = { operation, httpStatus: response.statusCode, body: this.#redact(response.body) };
      return { answer, json: parseJson(response.body) };
    } catch (error) {
      if (isTooLarge) throw new GatewayUnavailable(`the body is larger than ${MAX_BODY_BYTES} bytes`);
      const reason = error instanceof RequestError ? `${error.code}: ${error.message}` : String(error);
      throw new GatewayUnavailable(this.#redact(reason));
    } finally {
      clearTimeout(patience);
      signal?.removeEventListener('abort', giveUp);
    }
  }

  #redact(text: string): string {
    const kept = text.replaceAll(this.#options.secretKey, '[key]').replaceAll('\u0000', '');
    return kept.slice(0, MAX_KEPT_CHARACTERS);
  }
}

/** A lookup may be asked again; anything else only while it cannot have arrived. */
function retries(operation: Answer['operation']): ExtendOptions {
  return {
    retry: {
      limit: 2,
      methods: ['POST'],
      statusCodes: operation === 'lookup' ? [429, 500, 502, 503, 504] : [],
      // Zero asks no more. Half a second, then one, give or take half of it: a customer is waiting.
      calculateDelay: ({ error, computedValue }) => {
        const isHarmless = operation === 'lookup' || neverArrived(error);
        return isHarmless ? computedValue * (0.25 + Math.random() / 2) : 0;
      },
    },
  };
}

export function isKeyRefusal(httpStatus: number): boolean {
  return httpStatus === 401 || httpStatus === 403;
}

function neverArrived(error: RequestError): boolean {
  return error instanceof TimeoutError ? BEFORE_SENDING.has(error.event) : NOT_CONNECTED.has(error.code);
}

function parseJson(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
