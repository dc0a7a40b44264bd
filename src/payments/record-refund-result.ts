import { type EntityManager } from '@mikro-orm/postgresql';
import { type GatewayError, GatewayMisconfigured, GatewayRefused, GatewayUnavailable } from '../errors.ts';
import { type KhaltiAnswer } from '../khalti/khalti-answer.ts';
import { type Services } from '../services.ts';
import { finishRefund } from './finish-refund.ts';
import { keepAnswer } from './keep-answer.ts';
import { nextRefundFollowUp, nextSending } from './next-refund-follow-up.ts';
import { type Refund, RefundEvidence } from './refund.ts';
import { lockRefund } from './refund-ledger.ts';
import { RefundStatus } from './refund-status.ts';

const { REQUESTED, SENDING, REFUSED, UNKNOWN } = RefundStatus;
const TOO_MANY_REQUESTS = 429;

/** Records Khalti's answer to a refund, or the error instead of one. A lookup may have settled the refund before. */
export async function recordRefundResult(
  services: Services,
  refundId: string,
  result: KhaltiAnswer | GatewayError,
): Promise<void> {
  await services.orm.em.fork().transactional(async (em) => {
    const refund = await lockRefund(em, refundId);
    if (!refund) return;
    const answer = 'httpStatus' in result ? result : result.answer;
    if (answer) await keepAnswer(em, refund.payment.id, answer);
    if ('httpStatus' in result) await recordDone(services, em, refund);
    else if (refund.status === SENDING) await recordError(services, em, refund, result);
  });
}

/** A job that finds a refund being sent: the process that sent it has crashed. */
export async function recordLostResult(services: Services, refundId: string): Promise<void> {
  await services.orm.em.fork().transactional(async (em) => {
    const refund = await lockRefund(em, refundId);
    if (refund?.status !== SENDING) return;
    await becomeUnknown(services, em, refund, 'The server stopped while it sent this refund.');
  });
}

/** The refund waits, and is tried again later. */
export async function postponeRefund(
  { jobs }: Services,
  em: EntityManager,
  refund: Refund,
  failure: string,
): Promise<void> {
  if (refund.status === SENDING) refund.stop(REQUESTED, failure);
  else refund.failure = failure;
  const startAfter = nextSending(refund, new Date());
  await em.flush();
  await jobs.add(em, 'sendRefund', { refundId: refund.id }, { startAfter, key: refund.id });
}

async function recordDone(services: Services, em: EntityManager, refund: Refund): Promise<void> {
  if (refund.status !== SENDING && refund.status !== UNKNOWN) return;
  refund.finish(RefundEvidence.ANSWER);
  await finishRefund(services, em, refund.payment, refund);
  await addFollowUp(services, em, refund);
}

async function recordError(services: Services, em: EntityManager, refund: Refund, error: GatewayError): Promise<void> {
  const { jobs, log } = services;
  log.warn({ refundId: refund.id, code: error.extensions.code, reason: error.reason }, 'sendRefund: no clear success');
  if (error instanceof GatewayMisconfigured) {
    await jobs.tellOperator(em, { about: 'keyRefused', at: new Date().toISOString() });
  }
  if (hasNotMoved(error)) await postponeRefund(services, em, refund, error.reason);
  else if (error instanceof GatewayRefused) refund.stop(REFUSED, error.reason);
  else await becomeUnknown(services, em, refund, error.reason);
}

/** Whether the request provably did nothing, so that it may be sent again. */
function hasNotMoved(error: GatewayError): boolean {
  if (error instanceof GatewayMisconfigured) return true;
  return (
    error instanceof GatewayUnavailable && (error.hasArrived === 'NO' || error.answer?.httpStatus === TOO_MANY_REQUESTS)
  );
}

async function becomeUnknown(services: Services, em: EntityManager, refund: Refund, failure: string): Promise<void> {
  refund.stop(UNKNOWN, failure);
  await em.flush();
  services.log.error({ refundId: refund.id, paymentId: refund.payment.id }, 'sendRefund: the result is not known');
  await services.jobs.tellOperator(em, { about: 'refundInDoubt', refundId: refund.id, doubt: 'UNKNOWN' });
  await addFollowUp(services, em, refund);
}

async function addFollowUp({ jobs }: Services, em: EntityManager, refund: Refund): Promise<void> {
  const startAfter = nextRefundFollowUp(refund, new Date());
  if (startAfter) await jobs.add(em, 'followUpRefund', { refundId: refund.id }, { startAfter, key: refund.id });
}
