import {
  type Answer,
  GatewayMisconfigured,
  GatewayRefused,
  type GatewayTrouble,
  GatewayUnavailable,
} from '../errors.ts';
import { initiated, type LookupStatus, lookedUp, notFound, refunded, translateStatus } from './khalti-bodies.ts';
import { isKeyRefusal, KhaltiHttp, type KhaltiHttpOptions } from './khalti-http.ts';

// Too slow, too early, too many: said of the moment, not of the request.
const PASSING = new Set([408, 425, 429]);

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
  readonly #http: KhaltiHttp;

  constructor(options: KhaltiHttpOptions) {
    this.baseUrl = options.baseUrl;
    this.#http = new KhaltiHttp(options);
    this.patienceMs = this.#http.patienceMs;
  }

  /** Opens a payment. Asked again only while the request cannot have arrived. */
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
    const { answer, json } = await this.#http.post('lookup', 'epayment/lookup/', { pidx }, signal);
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
    const { answer, json } = await this.#http.post(
      'refund',
      path,
      {
        ...(part.amountPaisa === undefined ? {} : { amount: part.amountPaisa }),
        ...(part.mobile === undefined ? {} : { mobile: part.mobile }),
      },
      signal,
    );
    if (isSuccess(answer) && refunded.safeParse(json).success) return answer;
    throw troubleOf(answer, json);
  }

  /** Whether Khalti has just refused our key: what nobody waits for had better not ask now. */
  get isKeyRefused(): boolean {
    return this.#http.isKeyRefused;
  }

  close(): void {
    this.#http.close();
  }
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
