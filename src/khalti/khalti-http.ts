import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import got, { type ExtendOptions, type Got, RequestError, TimeoutError } from 'got';
import { GatewayUnavailable } from '../errors.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { traced } from '../metrics/traced.ts';
import { type KhaltiAnswer } from './khalti-answer.ts';

const REQUEST_DURATION = {
  name: 'http_client_request_duration_seconds',
  help: 'Requests to other systems, with their repetitions.',
  labels: ['peer', 'operation', 'outcome'],
} as const;
const MAX_BODY_BYTES = 64 * 1024;
const MAX_KEPT_CHARACTERS = 8 * 1024;
const KEY_REFUSED_FOR_MS = 5 * 60 * 1000;

// Errors after which the request cannot have reached Khalti: any request may be retried.
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH']);
const BEFORE_SENDING = new Set(['lookup', 'connect', 'secureConnect']);

export interface Reply {
  answer: KhaltiAnswer;
  json: object | undefined;
}

export interface KhaltiHttpOptions {
  baseUrl: string;
  secretKey: string;
  timeoutMs: number;
  metrics?: Metrics | null;
}

/** Sends requests to Khalti, with the key, a time limit and safe retries. Nothing that it returns contains the key. */
export class KhaltiHttp {
  readonly maxDurationMs: number;
  readonly #options: KhaltiHttpOptions;
  readonly #agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  readonly #clients: Record<KhaltiAnswer['operation'], Got>;
  #keyRefusedAt = 0;

  constructor(options: KhaltiHttpOptions) {
    this.#options = options;
    this.maxDurationMs = options.timeoutMs * 2;
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
      decompress: false,
      responseType: 'text',
    });
    // Created once, because got takes as long to merge options as to send a request.
    this.#clients = {
      initiate: http.extend(retries('initiate')),
      lookup: http.extend(retries('lookup')),
      // On a connection of its own: one that Khalti closes just when it is used again would leave the result unknown.
      refund: http.extend(retries('refund'), { agent: {} }),
    };
  }

  /** True for five minutes after a refusal, or until Khalti accepts the key. */
  get isKeyRefused(): boolean {
    return Date.now() - this.#keyRefusedAt < KEY_REFUSED_FOR_MS;
  }

  close(): void {
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }

  /** Throws `GatewayUnavailable` if there is no answer. `path` is relative to the base URL. */
  post(operation: KhaltiAnswer['operation'], path: string, body: object, signal?: AbortSignal): Promise<Reply> {
    return traced(`khalti ${operation}`, {}, async () => {
      const startedAt = performance.now();
      let outcome = 'no_answer';
      try {
        const reply = await this.#send(operation, path, body, signal);
        outcome = `${Math.floor(reply.answer.httpStatus / 100)}xx`;
        return reply;
      } finally {
        const values = { peer: 'khalti', operation, outcome };
        this.#options.metrics?.observe(REQUEST_DURATION, values, (performance.now() - startedAt) / 1000);
      }
    });
  }

  async #send(operation: KhaltiAnswer['operation'], path: string, body: object, signal?: AbortSignal): Promise<Reply> {
    const url = new URL(path, this.#options.baseUrl);
    const end = new AbortController();
    const abort = () => end.abort();
    const timer = setTimeout(abort, this.maxDurationMs);
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) abort();
    let isTooLarge = false;
    const request = this.#clients[operation](url, { body: JSON.stringify(body), signal: end.signal });
    void request.on('downloadProgress', ({ transferred }) => {
      isTooLarge = transferred > MAX_BODY_BYTES;
      if (isTooLarge) abort();
    });
    try {
      const response = await request;
      this.#keyRefusedAt = isKeyRefusal(response.statusCode) ? Date.now() : 0;
      const answer = { operation, httpStatus: response.statusCode, body: this.#redact(response.body) };
      return { answer, json: parseJson(response.body) };
    } catch (error) {
      if (isTooLarge) throw new GatewayUnavailable(operation, `the body is larger than ${MAX_BODY_BYTES} bytes`);
      const reason = error instanceof RequestError ? `${error.code}: ${error.message}` : String(error);
      const hasArrived = error instanceof RequestError && neverArrived(error) ? 'NO' : 'MAYBE';
      throw new GatewayUnavailable(operation, this.#redact(reason), null, hasArrived);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }

  #redact(text: string): string {
    const kept = text.replaceAll(this.#options.secretKey, '[key]').replaceAll('\u0000', '');
    return kept.slice(0, MAX_KEPT_CHARACTERS);
  }
}

/** A lookup is retried; any other request only if it cannot have arrived. */
function retries(operation: KhaltiAnswer['operation']): ExtendOptions {
  return {
    retry: {
      limit: 2,
      methods: ['POST'],
      statusCodes: operation === 'lookup' ? [429, 500, 502, 503, 504] : [],
      // Zero stops. Short and varied, because a customer is waiting.
      calculateDelay: ({ error, computedValue }) => {
        const isSafe = operation === 'lookup' || neverArrived(error);
        return isSafe ? computedValue * (0.25 + Math.random() / 2) : 0;
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
