import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import got, { type ExtendOptions, type Got, RequestError, TimeoutError } from 'got';
import {
  type Answer,
  GatewayMisconfigured,
  GatewayRefused,
  type GatewayTrouble,
  GatewayUnavailable,
} from '../errors.ts';
import { initiated, type LookupStatus, lookedUp, notFound, refunded, translateStatus } from './khalti-bodies.ts';

const MAX_BODY_BYTES = 64 * 1024;
const MAX_KEPT_CHARACTERS = 8 * 1024;
const KEY_REFUSED_FOR_MS = 5 * 60 * 1000;

// With these the request never reached Khalti, so that even what must not be asked twice may be asked again.
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH']);
const BEFORE_SENDING = new Set(['lookup', 'connect', 'secureConnect']);

// Too slow, too early, too many: said of the moment, not of the request.
const PASSING = new Set([408, 425, 429]);

/** An answer as it is kept, and what its whole body says; undefined where that is no JSON. */
interface Reply {
  answer: Answer;
  json: object | undefined;
}

export interface KhaltiClientOptions {
  /** Ends in `/api/v2/`. */
  baseUrl: string;
  secretKey: string;
  /** How long Khalti may take for one answer, in milliseconds. */
  timeoutMs: number;
}

export interface Order {
  id: string;
  name: string;
  amountPaisa: number;
  returnUrl: string;
  websiteUrl: string;
  customer: { name?: string | null; email?: string | null };
}

/** A page at Khalti to pay at. */
export interface PaymentLink {
  pidx: string;
  paymentUrl: string;
  expiresAt: Date;
  answer: Answer;
}

export interface Lookup {
  pidx: string;
  status: LookupStatus;
  /** Khalti's own word. */
  statusText: string;
  amountPaisa: number | null;
  transactionId: string | null;
  feePaisa: number | null;
  answer: Answer;
}

/**
 * Khalti's web checkout over HTTP. Every method throws `GatewayUnavailable` (no answer, 5xx, nonsense: nothing is
 * known), `GatewayMisconfigured` (401, 403) or `GatewayRefused` (a no to this very request). The secret key is in none
 * of them.
 */
export class KhaltiClient {
  readonly baseUrl: string;
  /** The longest that one call can take, retries included, in milliseconds. */
  readonly patienceMs: number;
  readonly #options: KhaltiClientOptions;
  readonly #agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  readonly #asking: Record<Answer['operation'], Got>;
  #keyRefusedAt = 0;

  constructor(options: KhaltiClientOptions) {
    this.#options = options;
    this.baseUrl = options.baseUrl;
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

  /** Opens a payment. Asked again only while the request cannot have arrived. */
  async initiate(order: Order, signal?: AbortSignal): Promise<PaymentLink> {
    const customer = Object.entries(order.customer).filter(([, value]) => value?.trim());
    const { answer, json } = await this.#post(
      'initiate',
      new URL('epayment/initiate/', this.#options.baseUrl),
      {
        return_url: order.returnUrl,
        website_url: order.websiteUrl,
        amount: order.amountPaisa,
        purchase_order_id: order.id,
        purchase_order_name: order.name,
        // Khalti rejects blank values in here.
        ...(customer.length > 0 ? { customer_info: Object.fromEntries(customer) } : {}),
      },
      signal,
    );
    const body = initiated.safeParse(json);
    if (isSuccess(answer) && body.success) {
      const { pidx, payment_url, expires_at } = body.data;
      return { pidx, paymentUrl: payment_url, expiresAt: new Date(expires_at), answer };
    }
    // Nothing that an order says makes this path unknown: the base URL is wrong.
    if (answer.httpStatus === 404 && json) throw new GatewayMisconfigured('Khalti has no such path', answer);
    throw troubleOf(answer, json);
  }

  /** Where a payment stands. The body is read whatever the HTTP code: cancelled and expired come with 400. */
  async lookup(pidx: string, signal?: AbortSignal): Promise<Lookup> {
    const url = new URL('epayment/lookup/', this.#options.baseUrl);
    const { answer, json } = await this.#post('lookup', url, { pidx }, signal);
    const body = lookedUp.safeParse(json);
    if (!body.success) {
      if (notFound.safeParse(json).success) throw new GatewayRefused('Khalti does not know this pidx', answer);
      throw troubleOf(answer, json);
    }
    if (body.data.pidx !== pidx) throw new GatewayUnavailable('the answer is about another pidx', answer);
    // Completed, and at the same time paid back: that is in no table.
    const contradicts = body.data.refunded === true && translateStatus(body.data.status) === 'COMPLETED';
    const status = contradicts ? 'UNKNOWN' : translateStatus(body.data.status);
    const { total_amount: amountPaisa = null, transaction_id, fee = null } = body.data;
    const transactionId = transaction_id?.trim() || null;
    if (status === 'COMPLETED' && (amountPaisa === null || transactionId === null)) {
      throw new GatewayUnavailable('money is claimed without an amount or a transaction id', answer);
    }
    return { pidx, status, statusText: body.data.status, amountPaisa, transactionId, feePaisa: fee, answer };
  }

  /**
   * Pays a transaction back: all of it, or `amountPaisa` of it. Never asked twice: after `GatewayUnavailable` look the
   * payment up before any retry. Payments from a bank need the customer's `mobile`. That the amount is in paisa is
   * what Khalti's documentation says, beside an example that looks like rupees: an assumption until tried.
   */
  async refund(
    transactionId: string,
    part: { amountPaisa?: number; mobile?: string } = {},
    signal?: AbortSignal,
  ): Promise<Answer> {
    // The one path without `/v2`.
    const path = `../merchant-transaction/${encodeURIComponent(transactionId)}/refund/`;
    const { answer, json } = await this.#post(
      'refund',
      new URL(path, this.#options.baseUrl),
      {
        ...(part.amountPaisa === undefined ? {} : { amount: part.amountPaisa }),
        ...(part.mobile === undefined ? {} : { mobile: part.mobile }),
      },
      signal,
    );
    if (isSuccess(answer) && refunded.safeParse(json).success) return answer;
    throw troubleOf(answer, json);
  }

  /**
   * Whether Khalti has just refused our key: what nobody waits for had better not ask now. Forgotten after a while, and
   * at the first answer that is no refusal.
   */
  get isKeyRefused(): boolean {
    return Date.now() - this.#keyRefusedAt < KEY_REFUSED_FOR_MS;
  }

  close(): void {
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }

  async #post(operation: Answer['operation'], url: URL, body: object, signal?: AbortSignal): Promise<Reply> {
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

function isKeyRefusal(httpStatus: number): boolean {
  return httpStatus === 401 || httpStatus === 403;
}

function neverArrived(error: RequestError): boolean {
  return error instanceof TimeoutError ? BEFORE_SENDING.has(error.event) : NOT_CONNECTED.has(error.code);
}

function isSuccess({ httpStatus }: Answer): boolean {
  return httpStatus >= 200 && httpStatus < 300;
}

function troubleOf(answer: Answer, json: object | undefined): GatewayTrouble {
  const { httpStatus } = answer;
  if (isKeyRefusal(httpStatus)) return new GatewayMisconfigured('Khalti refuses our key', answer);
  const isRefusal = httpStatus >= 400 && httpStatus < 500 && !PASSING.has(httpStatus) && json !== undefined;
  if (isRefusal) return new GatewayRefused(`Khalti said no: ${answer.body.slice(0, 500)}`, answer);
  return new GatewayUnavailable(`HTTP ${httpStatus} with a body that is not Khalti's`, answer);
}

function parseJson(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
