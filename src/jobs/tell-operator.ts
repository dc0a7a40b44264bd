import { calendarEnds } from '../mail/calendar-ends.ts';
import { keyRefused } from '../mail/key-refused.ts';
import { mailRefused } from '../mail/mail-refused.ts';
import { type Message } from '../mail/message.ts';
import { type NeedsReview, needsReview } from '../mail/needs-review.ts';
import { pendingForADay } from '../mail/pending-for-a-day.ts';
import { refundInDoubt } from '../mail/refund-in-doubt.ts';
import { refusedInitiations } from '../mail/refused-initiations.ts';
import { startProblem } from '../mail/start-problem.ts';
import { unexpectedErrors } from '../mail/unexpected-errors.ts';
import { unknownPayments } from '../mail/unknown-payments.ts';
import { countRefusedInitiations } from '../payments/count-refused-initiations.ts';
import { countUnknownPayments } from '../payments/count-unknown-payments.ts';
import { FOLLOW_UNKNOWN_FOR_MS } from '../payments/next-follow-up.ts';
import { Payment } from '../payments/payment.ts';
import { PaymentStatus } from '../payments/payment-status.ts';
import { Refund } from '../payments/refund.ts';
import { type JobData } from '../queue/job-data.ts';
import { type Services } from '../services.ts';
import { DAY_MS } from '../subscriptions/period.ts';
import { refusedMailKey } from './report-refused-mail.ts';
import { sendOnce } from './send-once.ts';
import { webhookMessage } from './webhook-message.ts';

/** Tells the operator what needs attention. Without `OPERATOR_EMAIL`, only the log does. */
export async function tellOperator(services: Services, job: JobData['tellOperator']): Promise<void> {
  const to = services.operatorEmail;
  if (to === null) return;
  const message = await compose(services, job, to);
  if (message) await sendOnce(services, keyOf(job), message);
}

function keyOf(job: JobData['tellOperator']): string {
  switch (job.about) {
    case 'needsReview':
    case 'pendingForADay':
      return `${job.about}-${job.paymentId}`;
    case 'refundInDoubt':
      return `${job.about}-${job.refundId}-${job.doubt}`;
    case 'keyRefused':
      return `keyRefused-${job.at.slice(0, 10)}`;
    case 'mailRefused':
      return refusedMailKey(job);
    case 'unknownPayments':
    case 'refusedInitiations':
      return `${job.about}-${new Date().toISOString().slice(0, 10)}`;
    case 'startProblem':
      return `startProblem-${job.matter}-${job.at.slice(0, 10)}`;
    case 'webhookFails':
      return `webhookFails-${job.endpointId}-${job.since}${job.isGone ? '-gone' : ''}`;
    case 'calendarEnds':
      return `calendarEnds-${job.endsOn}${job.hasEnded ? '-ended' : ''}`;
    case 'unexpectedErrors':
      return `unexpectedErrors-${job.errors[0]?.errorId}`;
  }
}

/** Null if there is nothing to tell any more. */
async function compose(services: Services, job: JobData['tellOperator'], to: string): Promise<Message | null> {
  const { publicUrl, khalti, orm } = services;
  const { baseUrl } = khalti;
  switch (job.about) {
    case 'needsReview': {
      const payment = await findPayment(services, job.paymentId);
      const standing = standingOf(payment);
      const { about: _, ...claim } = job;
      return standing && needsReview({ to, ...claim, ...factsOf(payment), standing, publicUrl });
    }
    case 'pendingForADay': {
      const payment = await findPayment(services, job.paymentId);
      return pendingForADay({ to, ...factsOf(payment), openedAt: payment.createdAt, publicUrl });
    }
    case 'refundInDoubt': {
      const refund = await orm.em.fork().findOneOrFail(Refund, job.refundId, { populate: ['payment.plan'] });
      const { sentAt, failure } = refund;
      const sums = { refundPaisa: refund.amountPaisa, sentAt, failure };
      return refundInDoubt({
        to,
        doubt: job.doubt,
        refundId: refund.id,
        ...sums,
        ...factsOf(refund.payment),
        publicUrl,
      });
    }
    case 'keyRefused': {
      const { customers, since } = await countRefusedInitiations(orm.em.fork(), ['GATEWAY_MISCONFIGURED']);
      return keyRefused({ to, baseUrl, refusedAt: new Date(job.at), customers, since, publicUrl });
    }
    case 'mailRefused': {
      const { kind, recipient, reason } = job;
      return mailRefused({ to, messageKind: kind, recipient, reason, publicUrl });
    }
    case 'unknownPayments': {
      const counted = await countUnknownPayments(orm.em.fork());
      const followedDays = FOLLOW_UNKNOWN_FOR_MS / DAY_MS;
      return counted.payments === 0 ? null : unknownPayments({ to, ...counted, followedDays, baseUrl, publicUrl });
    }
    case 'refusedInitiations': {
      const counted = await countRefusedInitiations(orm.em.fork());
      return counted.payments === 0 ? null : refusedInitiations({ to, ...counted, baseUrl, publicUrl });
    }
    case 'startProblem': {
      const { matter, says, advice, at } = job;
      return startProblem({ to, matter, says, advice, foundAt: new Date(at), publicUrl });
    }
    case 'webhookFails':
      return webhookMessage(services, job, to);
    case 'calendarEnds':
      return calendarEnds({ to, endsOn: job.endsOn, hasEnded: job.hasEnded, publicUrl });
    case 'unexpectedErrors':
      return unexpectedErrors({
        to,
        errors: job.errors.map(({ at, ...error }) => ({ ...error, at: new Date(at) })),
        publicUrl,
      });
  }
}

async function findPayment({ orm }: Services, paymentId: string) {
  return orm.em.fork().findOneOrFail(Payment, paymentId, { populate: ['plan'] });
}

function factsOf({ id: paymentId, pidx, plan, planName, amountPaisa }: Payment) {
  return { paymentId, pidx, planName: planName ?? plan.name, amountPaisa };
}

function standingOf({ status }: Payment): NeedsReview['standing'] | null {
  switch (status) {
    case PaymentStatus.PENDING:
      return 'HELD';
    case PaymentStatus.NEEDS_REVIEW:
      return 'IN_REVIEW';
    case PaymentStatus.COMPLETED:
    case PaymentStatus.PARTIALLY_REFUNDED:
      return 'GRANTED';
    default:
      // A clear answer has settled it since.
      return null;
  }
}
