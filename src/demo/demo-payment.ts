import { unmanaged } from '../database/unmanaged.ts';
import { GatewayAnswer } from '../payments/gateway-answer.ts';
import { Payment } from '../payments/payment.ts';
import { PaymentStatus } from '../payments/payment-status.ts';
import { ReviewReason } from '../payments/review-reason.ts';
import { inDays } from '../subscriptions/in-days.ts';
import { type Plan } from '../subscriptions/plan.ts';
import { type AtKhalti } from './demo-book.ts';
import { type Life } from './life.ts';
import { later, MINUTE_MS } from './times.ts';

export const LINK_LIVES_MS = 30 * MINUTE_MS;
const FEE_PERCENT = 3;

/** One payment of a life: here, and at the simulator. */
export class DemoPayment {
  readonly life: Life;
  readonly payment: Payment;
  readonly khalti: AtKhalti;

  constructor(life: Life, plan: Plan, at: Date) {
    const { random, user, world } = life;
    this.life = life;
    this.payment = unmanaged(Payment, { ...blank, id: random.uuid(at), user, plan, ...sizeOf(plan), ...bothAt(at) });
    this.khalti = {
      pidx: random.khaltiId(),
      status: 'Initiated',
      amount: plan.pricePaisa,
      refunds: [],
      created_at: at,
      expires_at: later(at, LINK_LIVES_MS),
      purchase_order_id: this.payment.id,
      purchase_order_name: `${plan.name}, ${inDays(plan.durationDays)} (demo data)`,
    };
    world.book.payments.push(this.payment);
  }

  /** The payment page is known when the simulator has loaded the payment. */
  open(): void {
    const { pidx, expires_at: expiresAt } = this.khalti;
    this.payment.open({ pidx, paymentUrl: '', expiresAt, gateway: this.life.world.gateway });
    this.payment.updatedAt = later(this.payment.createdAt, 300);
    const answer = this.answer(this.payment.updatedAt, 'initiate', 200, {});
    this.life.world.book.opened.push({ payment: this.payment, answer, khalti: this.khalti });
  }

  refuse(): void {
    const { payment } = this;
    payment.fail('GATEWAY_REFUSED');
    payment.updatedAt = later(payment.createdAt, 300);
    const body = { detail: 'Demo data: this payment was refused.', error_key: 'validation_error' };
    this.answer(payment.updatedAt, 'initiate', 400, body);
  }

  hold(at: Date): void {
    this.khalti.status = 'Pending';
    this.look(at, 'Pending');
    this.#become(PaymentStatus.PENDING, at);
  }

  end(status: PaymentStatus.CANCELED | PaymentStatus.EXPIRED, at: Date): void {
    this.khalti.status = status === PaymentStatus.CANCELED ? 'User canceled' : 'Expired';
    this.look(at, this.khalti.status);
    this.#become(status, at);
  }

  complete(at: Date): void {
    const { payment, life } = this;
    this.#pay(life.random.khaltiId());
    this.look(at, 'Completed');
    this.#become(PaymentStatus.COMPLETED, at);
    payment.paidAt = at;
    payment.recordTransaction({ transactionId: String(this.khalti.transaction_id), feePaisa: Number(this.khalti.fee) });
    life.grant(payment.plan, { paymentId: payment.id }, payment.durationDays, at);
  }

  /** Khalti claims money that does not fit. Nothing is granted. */
  review(reason: ReviewReason, at: Date, claimed: { transactionId?: string; paisa?: number } = {}): void {
    const { payment } = this;
    this.#pay(claimed.transactionId ?? this.life.random.khaltiId(), claimed.paisa);
    this.look(at, 'Completed');
    this.#become(PaymentStatus.NEEDS_REVIEW, at);
    payment.reviewReason = reason;
    payment.claimedPaisa = claimed.paisa ?? payment.amountPaisa;
    payment.claimedTransactionId = String(this.khalti.transaction_id);
  }

  refunded(status: PaymentStatus.REFUNDED | PaymentStatus.PARTIALLY_REFUNDED, paisa: number | null, at: Date): void {
    this.#become(status, at);
    this.payment.refundedPaisa = paisa;
  }

  /** Khalti's answer to a lookup. */
  look(at: Date, status: string): void {
    const { pidx, total_amount, amount, transaction_id = null, fee = 0 } = this.khalti;
    const facts = { pidx, total_amount: total_amount ?? amount, status, transaction_id, fee };
    const isEnded = status === 'Expired' || status === 'User canceled';
    const body = { ...facts, refunded: status === 'Refunded', ...(isEnded ? { error_key: 'khalti_error' } : {}) };
    this.answer(at, 'lookup', isEnded ? 400 : 200, body);
  }

  answer(at: Date, operation: GatewayAnswer['operation'], httpStatus: number, body: object): GatewayAnswer {
    const { random, world } = this.life;
    const facts = { operation, httpStatus, body: JSON.stringify(body), receivedAt: at };
    const answer = unmanaged(GatewayAnswer, { id: random.uuid(at), payment: this.payment, ...facts });
    world.book.answers.push(answer);
    return answer;
  }

  #pay(transactionId: string, paisa = this.khalti.amount): void {
    const fee = Math.round((paisa * FEE_PERCENT) / 100);
    Object.assign(this.khalti, { status: 'Completed', total_amount: paisa, transaction_id: transactionId, fee });
  }

  #become(status: PaymentStatus, at: Date): void {
    this.payment.transitionTo(status);
    this.payment.updatedAt = at;
  }
}

const blank = {
  pidx: null,
  gateway: null,
  paymentUrl: null,
  expiresAt: null,
  status: PaymentStatus.CREATED,
  transactionId: null,
  feePaisa: null,
  paidAt: null,
  reviewReason: null,
  claimedPaisa: null,
  claimedTransactionId: null,
  reviewDecision: null,
  reviewedAt: null,
  reviewNote: null,
  refundedPaisa: 0,
  idempotencyKey: null,
  openingUntil: null,
  failureCode: null,
  startsNow: false,
} as const;

type Size = Pick<Payment, 'amountPaisa' | 'durationDays' | 'planName'>;

function sizeOf({ pricePaisa, durationDays, name }: Plan): Size {
  return { amountPaisa: pricePaisa, durationDays, planName: name };
}

function bothAt(at: Date): Pick<Payment, 'createdAt' | 'updatedAt'> {
  return { createdAt: at, updatedAt: at };
}
