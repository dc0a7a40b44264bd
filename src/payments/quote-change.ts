import { type EntityManager } from '@mikro-orm/postgresql';
import { type Said, say } from '../languages/say.ts';
import { MIN_PAYABLE_PAISA } from '../money.ts';
import { type Period } from '../subscriptions/period.ts';
import { type Plan } from '../subscriptions/plan.ts';
import { findPeriodsLeft } from '../subscriptions/start-now.ts';
import { Exchange } from './exchange.ts';
import { Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';
import { Refund } from './refund.ts';
import { OPEN_REFUND_STATUSES } from './refund-status.ts';

export type ChangeObstacle = 'SAME_PLAN' | 'TOO_LITTLE_LEFT' | 'REFUND_UNDER_WAY' | 'REFUND_SUM_UNKNOWN';

export interface QuotedPeriod {
  period: Period;
  worthPaisa: number;
  unusedMs: number;
  valuePaisa: number;
}

export interface Quote {
  pricePaisa: number;
  exchanged: QuotedPeriod[];
  toPayPaisa: number;
  at: Date;
  /** The end of the period would be the end of all access, without a change. */
  afterAt: Date;
  obstacle: ChangeObstacle | null;
}

const PAID = [PaymentStatus.COMPLETED, PaymentStatus.PARTIALLY_REFUNDED];

/**
 * What it costs to start a plan now: its price, less the unused value of the paid periods of other plans. Free days, trials and
 * periods of the same plan are not exchanged; they follow after it.
 */
export async function quoteChange(em: EntityManager, userId: string, plan: Plan): Promise<Quote> {
  const at = new Date();
  const left = await findPeriodsLeft(em, userId, at);
  const afterAt = left.at(-1)?.endsAt ?? at;
  const paid = left.filter(({ paymentId, plan: { id } }) => paymentId !== null && id !== plan.id);
  const worths = await readWorths(em, paid);
  const exchanged = paid.flatMap((period) => {
    const worth = worths.get(String(period.paymentId));
    return worth ? quotePeriod(period, worth, at) : [];
  });
  const valuePaisa = exchanged.reduce((sum, quoted) => sum + quoted.valuePaisa, 0);
  const toPayPaisa = Math.max(0, plan.pricePaisa - valuePaisa);
  const running = left.find(({ startsAt }) => startsAt <= at);
  const obstacle = firstObstacle([...worths.values()], running?.plan.id === plan.id, toPayPaisa);
  return { pricePaisa: plan.pricePaisa, exchanged, toPayPaisa, at, afterAt, obstacle };
}

interface Worth {
  /** Null if the sum of a refund is not known. */
  paisa: number | null;
  hasOpenRefund: boolean;
}

function quotePeriod(period: Period, { paisa }: Worth, at: Date): QuotedPeriod[] {
  const unusedMs = period.leftMs(at);
  const valuePaisa = Number((BigInt(Math.max(0, paisa ?? 0)) * BigInt(unusedMs)) / BigInt(period.wholeMs));
  return valuePaisa > 0 ? [{ period, worthPaisa: paisa ?? 0, unusedMs, valuePaisa }] : [];
}

function firstObstacle(worths: Worth[], isSamePlan: boolean, toPayPaisa: number): ChangeObstacle | null {
  if (isSamePlan) return 'SAME_PLAN';
  if (worths.some(({ hasOpenRefund }) => hasOpenRefund)) return 'REFUND_UNDER_WAY';
  if (worths.some(({ paisa }) => paisa === null)) return 'REFUND_SUM_UNKNOWN';
  return toPayPaisa < MIN_PAYABLE_PAISA ? 'TOO_LITTLE_LEFT' : null;
}

/** By the id of the payment. A payment that was itself lowered by an exchange is worth what it has replaced, too. */
async function readWorths(em: EntityManager, periods: Period[]): Promise<Map<string, Worth>> {
  const ids = periods.map(({ paymentId }) => String(paymentId));
  if (ids.length === 0) return new Map();
  const payments = await em.find(Payment, { id: { $in: ids }, status: { $in: PAID } }, { refresh: true });
  const refunds = await em.find(Refund, { payment: { $in: ids }, status: { $in: [...OPEN_REFUND_STATUSES] } });
  const exchanges = await em.find(Exchange, { payment: { $in: ids }, exchangedAt: { $ne: null } });
  return new Map(
    payments.map(({ id, amountPaisa, refundedPaisa }) => {
      const before = exchanges.filter(({ payment }) => payment.id === id);
      const givenPaisa = before.reduce((sum, { valuePaisa }) => sum + valuePaisa, amountPaisa);
      const paisa = refundedPaisa === null ? null : givenPaisa - refundedPaisa;
      return [id, { paisa, hasOpenRefund: refunds.some(({ payment }) => payment.id === id) }];
    }),
  );
}

/** Whether a period can still be exchanged as it was quoted. Under the row lock of its payment. */
export async function isAsQuoted(em: EntityManager, exchange: Exchange, quotedAt: Date): Promise<boolean> {
  const period = await em.refresh(exchange.period);
  if (!period || period.revokedAt !== null || period.leftMs(quotedAt) !== exchange.unusedMs) return false;
  const worth = (await readWorths(em, [period])).get(String(period.paymentId));
  return worth !== undefined && !worth.hasOpenRefund && worth.paisa === exchange.worthPaisa;
}

/** A sentence about the obstacle to show to the customer. */
export function obstacleSaid(obstacle: ChangeObstacle): Said {
  return say(({ change }) => change[obstacle]);
}
