import { followUpRefund } from '../../src/jobs/follow-up-refund.ts';
import { sendRefund } from '../../src/jobs/send-refund.ts';
import { Payment } from '../../src/payments/payment.ts';
import { Refund } from '../../src/payments/refund.ts';
import { type App } from './app.ts';
import { type Answered } from './ask-graphql.ts';
import { atKhalti, type Customer } from './customer.ts';
import { type TestOperator } from './operator.ts';

export interface RefundData {
  id: string;
  status: string;
  origin: string;
  kind: string;
  amountPaisa: number | null;
  isAmountConfirmed: boolean;
  access: string;
  evidence: string | null;
  failure: string | null;
  updatedAt: string;
}

export const REFUND_FIELDS = 'id status origin kind amountPaisa isAmountConfirmed access evidence failure updatedAt';

let keys = 0;

export const newKey = (): string => {
  keys += 1;
  return `key-${process.pid}-${keys}`;
};

/** A completed payment. */
export async function buy(app: App, customer: Customer, code = 'basic'): Promise<{ id: string; pidx: string }> {
  const { id, pidx } = await customer.initiate(code);
  await atKhalti(app, pidx, 'complete');
  await customer.verify(pidx);
  return { id, pidx };
}

export function requestRefund(
  operator: TestOperator,
  paymentId: string,
  values: Record<string, unknown> = {},
): Promise<Answered<{ requestRefund: RefundData }>> {
  return operator.ask(
    `mutation ($paymentId: ID!, $kind: RefundKind!, $amountPaisa: Int, $access: RefundAccess!, $shortenDays: Int,
       $reason: String!, $idempotencyKey: ID!) {
      requestRefund(paymentId: $paymentId, kind: $kind, amountPaisa: $amountPaisa, access: $access,
        shortenDays: $shortenDays, reason: $reason, idempotencyKey: $idempotencyKey) { ${REFUND_FIELDS} }
    }`,
    { paymentId, kind: 'WHOLE', access: 'REVOKE', reason: 'Asked for it', idempotencyKey: newKey(), ...values },
  );
}

/** Runs the job, as a worker does. */
export async function send(app: App, refundId: string): Promise<Refund> {
  await sendRefund(app.services, { refundId });
  return findRefund(app, refundId);
}

export async function followUp(app: App, refundId: string): Promise<Refund> {
  await followUpRefund(app.services, { refundId });
  return findRefund(app, refundId);
}

export function findRefund(app: App, id: string): Promise<Refund> {
  return app.services.orm.em.fork().findOneOrFail(Refund, id);
}

export function refundsOf(app: App, paymentId: string): Promise<Refund[]> {
  return app.services.orm.em.fork().find(Refund, { payment: paymentId }, { orderBy: { id: 'asc' } });
}

export function findPayment(app: App, id: string): Promise<Payment> {
  return app.services.orm.em.fork().findOneOrFail(Payment, id);
}

/** What Khalti, played by the simulator, did. */
export async function recordAtKhalti(
  app: App,
  pidx: string,
): Promise<{ refundRequestCount: number; refundedPaisa: number }> {
  const response = await fetch(`${app.simulator.url}/simulator/payments/${pidx}`);
  return (await response.json()) as { refundRequestCount: number; refundedPaisa: number };
}
