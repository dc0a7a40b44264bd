import { type GatewayError, GatewayMisconfigured, GatewayRefused, GatewayUnavailable } from '../errors.ts';
import { gatewayName } from './gateway-name.ts';
import { type KhaltiAnswer } from './khalti-answer.ts';
import { initiated, isRefunded, notFound } from './khalti-bodies.ts';
import { isKeyRefusal, KhaltiHttp, type KhaltiHttpOptions } from './khalti-http.ts';
import { type LookupFacts, readLookup } from './read-lookup.ts';

const TEMPORARY = new Set([408, 425, 429]);

export interface Order {
  id: string;
  name: string;
  amountPaisa: number;
  returnUrl: string;
  websiteUrl: string;
  customer: { name?: string | null; email?: string | null };
}

export interface PaymentLink {
  pidx: string;
  paymentUrl: string;
  expiresAt: Date;
  /** Which Khalti has opened the payment. */
  gateway: string;
  answer: KhaltiAnswer;
}

export interface Lookup extends LookupFacts {
  pidx: string;
  answer: KhaltiAnswer;
}

/**
 * Khalti's web checkout. Every method throws `GatewayUnavailable` (no answer, 5xx or unreadable: nothing is known),
 * `GatewayMisconfigured` (401, 403) or `GatewayRefused` (this request is refused). No error contains the secret key.
 */
export class KhaltiClient {
  readonly baseUrl: string;
  /** Which Khalti this is: see `gatewayName`. */
  readonly gateway: string;
  readonly maxDurationMs: number;
  readonly #http: KhaltiHttp;

  constructor(options: KhaltiHttpOptions) {
    this.baseUrl = options.baseUrl;
    this.gateway = gatewayName(options.baseUrl);
    this.#http = new KhaltiHttp(options);
    this.maxDurationMs = this.#http.maxDurationMs;
  }

  /** Opens a payment. Retried only if the request cannot have arrived. */
  async initiate(order: Order, signal?: AbortSignal): Promise<PaymentLink> {
    const customer = Object.entries(order.customer).filter(([, value]) => value?.trim());
    const { answer, json } = await this.#http.post(
      'initiate',
      'epayment/initiate/',
      {
        return_url: order.returnUrl,
        website_url: order.websiteUrl,
        amount: order.amountPaisa,
        purchase_order_id: order.id,
        purchase_order_name: order.name,
        // Khalti refuses blank values here.
        ...(customer.length > 0 ? { customer_info: Object.fromEntries(customer) } : {}),
      },
      signal,
    );
    const body = initiated.safeParse(json);
    if (isSuccess(answer) && body.success) {
      const { pidx, payment_url, expires_at } = body.data;
      return { pidx, paymentUrl: payment_url, expiresAt: new Date(expires_at), gateway: this.gateway, answer };
    }
    // No order causes a 404: the base URL is wrong.
    if (answer.httpStatus === 404 && json)
      throw new GatewayMisconfigured('initiate', 'Khalti has no such path', answer);
    throw errorOf(answer, json);
  }

  /**
   * The status of a payment. Reads the body for every HTTP code, because cancelled and expired payments answer 400. An
   * answer that may claim money but cannot be read is a result, `UNREADABLE`, and not an error.
   */
  async lookup(pidx: string, signal?: AbortSignal): Promise<Lookup> {
    const { answer, json } = await this.#http.post('lookup', 'epayment/lookup/', { pidx }, signal);
    const facts = readLookup(pidx, json);
    if (facts) return { pidx, ...facts, answer };
    if (notFound.safeParse(json).success) throw new GatewayRefused('lookup', 'Khalti does not know this pidx', answer);
    const isAboutAnother = json && 'pidx' in json && typeof json.pidx === 'string' && json.pidx !== pidx;
    if (isAboutAnother) throw new GatewayUnavailable('lookup', 'the answer is about another pidx', answer);
    throw errorOf(answer, json);
  }

  /**
   * Refunds all of a transaction, or `amount`. Never retried: after `GatewayUnavailable`, look the payment up. Bank
   * payments need `mobile`. `amount` is in the unit that Khalti expects: its documentation says paisa, its example looks like rupees.
   */
  async refund(
    transactionId: string,
    part: { amount?: number; mobile?: string } = {},
    signal?: AbortSignal,
  ): Promise<KhaltiAnswer> {
    // The only path without `/v2`.
    const path = `../merchant-transaction/${encodeURIComponent(transactionId)}/refund/`;
    const { answer, json } = await this.#http.post(
      'refund',
      path,
      {
        ...(part.amount === undefined ? {} : { amount: part.amount }),
        ...(part.mobile === undefined ? {} : { mobile: part.mobile }),
      },
      signal,
    );
    if (isSuccess(answer) && isRefunded.safeParse(json).success) return answer;
    throw errorOf(answer, json);
  }

  /** Whether Khalti has refused our key recently. Background work waits then. */
  get isKeyRefused(): boolean {
    return this.#http.isKeyRefused;
  }

  close(): void {
    this.#http.close();
  }
}

function isSuccess({ httpStatus }: KhaltiAnswer): boolean {
  return httpStatus >= 200 && httpStatus < 300;
}

function errorOf(answer: KhaltiAnswer, json: object | undefined): GatewayError {
  const { operation, httpStatus } = answer;
  if (isKeyRefusal(httpStatus)) return new GatewayMisconfigured(operation, 'Khalti refuses our key', answer);
  const isRefusal = httpStatus >= 400 && httpStatus < 500 && !TEMPORARY.has(httpStatus) && json !== undefined;
  if (isRefusal) return new GatewayRefused(operation, `Khalti said no: ${answer.body.slice(0, 500)}`, answer);
  return new GatewayUnavailable(operation, `HTTP ${httpStatus} with a body that is not from Khalti`, answer);
}
