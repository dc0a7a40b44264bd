import { TargetKind } from '../admin/audit-entry.ts';
import { PaymentStatus } from '../payments/payment-status.ts';
import { Refund, RefundAccess, RefundEvidence, RefundKind, RefundOrigin } from '../payments/refund.ts';
import { RefundStatus } from '../payments/refund-status.ts';
import { DAY_MS } from '../subscriptions/period.ts';
import { type DemoPayment } from './demo-payment.ts';
import { later, MINUTE_MS, SECOND_MS } from './times.ts';

const REFUNDED_SHARE = 0.05;
const MAX_DAYS = 9;
const WAYS = { REVOKE: 45, KEEP: 15, DASHBOARD: 15, PART: 15, PART_OF_UNKNOWN_SUM: 10 };

type Facts = Pick<Refund, 'origin' | 'kind' | 'amountPaisa' | 'access' | 'reason'>;

/** A few payments are refunded some days later. */
export function mayRefund(demo: DemoPayment, paidAt: Date): void {
  const { life } = demo;
  if (!life.random.chance(REFUNDED_SHARE)) return;
  const way = life.random.pick(WAYS);
  life.plan(later(paidAt, life.random.between(0.05, MAX_DAYS) * DAY_MS), (at) => refund(demo, way, at));
}

function refund(demo: DemoPayment, way: keyof typeof WAYS, at: Date): void {
  const { amountPaisa } = demo.payment;
  // Whole rupees.
  const partPaisa = Math.max(100, Math.floor((amountPaisa * demo.life.random.between(0.2, 0.6)) / 100) * 100);
  switch (way) {
    case 'REVOKE':
    case 'KEEP':
      finish(demo, request(demo, RefundKind.WHOLE, amountPaisa, RefundAccess[way], at), amountPaisa, at);
      break;
    case 'PART':
      finish(demo, request(demo, RefundKind.PART, partPaisa, RefundAccess.KEEP, at), partPaisa, at);
      break;
    case 'DASHBOARD':
      seeAtKhalti(demo, RefundKind.WHOLE, amountPaisa, at);
      break;
    case 'PART_OF_UNKNOWN_SUM':
      seeAtKhalti(demo, RefundKind.PART, partPaisa, at);
      break;
  }
}

/** A refund whose result is not known: with `isBack`, the lookup will say that the money went back. */
export function loseRefund(demo: DemoPayment, isBack: boolean, at: Date): void {
  const lost = request(demo, RefundKind.WHOLE, demo.payment.amountPaisa, RefundAccess.REVOKE, at);
  lost.transitionTo(RefundStatus.UNKNOWN);
  lost.failure = 'Demo data: Khalti gave no answer.';
  lost.updatedAt = later(at, 40 * SECOND_MS);
  if (isBack) demo.khalti.refunds.push({ amount: demo.payment.amountPaisa, at, origin: 'api' });
}

/** A command asks for it, and it is sent. */
function request(demo: DemoPayment, kind: RefundKind, amountPaisa: number, access: RefundAccess, at: Date): Refund {
  const reason = 'Demo data: the customer asked for it';
  const refund = record(demo, { origin: RefundOrigin.OPERATOR, kind, amountPaisa, access, reason }, at);
  refund.isAmountConfirmed = kind === RefundKind.WHOLE;
  refund.transitionTo(RefundStatus.SENDING);
  refund.khaltiStatusBefore = 'Completed';
  refund.sentAt = later(at, SECOND_MS);
  demo.look(refund.sentAt, 'Completed');
  demo.life.audit(at, 'requestRefund', [TargetKind.REFUND, refund.id], { amountPaisa, access, kind }, reason);
  return refund;
}

function finish(demo: DemoPayment, refund: Refund, amountPaisa: number, at: Date): void {
  const doneAt = later(at, 2 * SECOND_MS);
  demo.khalti.refunds.push({ amount: amountPaisa, at, origin: 'api' });
  demo.answer(doneAt, 'refund', 200, { detail: 'Transaction refund successful.' });
  conclude(demo, refund, RefundEvidence.ANSWER, doneAt);
  refund.confirmedAt = later(doneAt, MINUTE_MS);
  if (refund.confirmedAt <= demo.life.world.now) demo.look(refund.confirmedAt, statusAfter(refund));
}

/** Somebody refunded it on Khalti's dashboard. Of a part, the lookup does not say how much. */
function seeAtKhalti(demo: DemoPayment, kind: RefundKind, paisa: number, at: Date): void {
  const isWhole = kind === RefundKind.WHOLE;
  const access = isWhole ? RefundAccess.REVOKE : RefundAccess.KEEP;
  const amountPaisa = isWhole ? paisa : null;
  const reason = 'Demo data: seen at Khalti';
  const refund = record(demo, { origin: RefundOrigin.KHALTI, kind, amountPaisa, access, reason }, at);
  refund.isAmountConfirmed = isWhole;
  demo.khalti.refunds.push({ amount: paisa, at: later(at, -10 * MINUTE_MS), origin: 'dashboard' });
  demo.look(at, statusAfter(refund));
  refund.status = RefundStatus.SENDING;
  conclude(demo, refund, RefundEvidence.LOOKUP, at);
}

function record({ life, payment }: DemoPayment, facts: Facts, at: Date): Refund {
  const refund = Object.assign(new Refund({ payment, ...facts }), { id: life.random.uuid(at), createdAt: at });
  life.world.book.refunds.push(refund);
  return refund;
}

/** As `finishRefund`, at another time. */
function conclude(demo: DemoPayment, refund: Refund, evidence: RefundEvidence, at: Date): void {
  const { life, payment } = demo;
  refund.finish(evidence);
  Object.assign(refund, { doneAt: at, updatedAt: at });
  const isWhole = refund.kind === RefundKind.WHOLE;
  demo.refunded(isWhole ? PaymentStatus.REFUNDED : PaymentStatus.PARTIALLY_REFUNDED, refund.amountPaisa, at);
  life.mail(later(at, 2 * SECOND_MS), `refunded-${refund.id}`);
  if (refund.access !== RefundAccess.REVOKE) return;
  const granted = life.periods.find(({ paymentId }) => paymentId === payment.id);
  if (granted) life.revoke(granted, at);
  if (life.random.chance(0.85)) life.hasLeft = true;
}

function statusAfter({ kind }: Refund): string {
  return kind === RefundKind.WHOLE ? 'Refunded' : 'Partially refunded';
}
