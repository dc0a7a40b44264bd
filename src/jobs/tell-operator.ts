import { keyRefused } from '../mail/key-refused.ts';
import { mailRefused } from '../mail/mail-refused.ts';
import { type Message } from '../mail/message.ts';
import { needsReview } from '../mail/needs-review.ts';
import { pendingForADay } from '../mail/pending-for-a-day.ts';
import { unexpectedErrors } from '../mail/unexpected-errors.ts';
import { Payment } from '../payments/payment.ts';
import { type JobData } from '../queue/job-data.ts';
import { type Services } from '../services.ts';
import { refusedMailKey } from './report-refused-mail.ts';
import { sendOnce } from './send-once.ts';

/** Tells the operator what needs attention. Without `OPERATOR_EMAIL`, only the log does. */
export async function tellOperator(services: Services, job: JobData['tellOperator']): Promise<void> {
  const to = services.operatorEmail;
  if (to === null) return;
  await sendOnce(services, keyOf(job), await compose(services, job, to));
}

function keyOf(job: JobData['tellOperator']): string {
  switch (job.about) {
    case 'needsReview':
    case 'pendingForADay':
      return `${job.about}-${job.paymentId}`;
    case 'keyRefused':
      return `keyRefused-${job.day}`;
    case 'mailRefused':
      return refusedMailKey(job);
    case 'unexpectedErrors':
      return `unexpectedErrors-${job.errors[0]?.errorId}`;
  }
}

async function compose(services: Services, job: JobData['tellOperator'], to: string): Promise<Message> {
  const { publicUrl, khalti } = services;
  switch (job.about) {
    case 'needsReview': {
      const { id, pidx, amountPaisa, plan } = await findPayment(services, job.paymentId);
      const { claimedPaisa, transactionId, khaltiStatus } = job;
      const claim = { claimedPaisa, transactionId, khaltiStatus };
      return needsReview({ to, paymentId: id, pidx, planName: plan.name, amountPaisa, ...claim, publicUrl });
    }
    case 'pendingForADay': {
      const { id, pidx, amountPaisa, plan, createdAt } = await findPayment(services, job.paymentId);
      return pendingForADay({
        to,
        paymentId: id,
        pidx,
        planName: plan.name,
        amountPaisa,
        openedAt: createdAt,
        publicUrl,
      });
    }
    case 'keyRefused':
      return keyRefused({ to, baseUrl: khalti.baseUrl, refusedAt: new Date(job.at), publicUrl });
    case 'mailRefused': {
      const { kind, recipient, reason } = job;
      return mailRefused({ to, messageKind: kind, recipient, reason, publicUrl });
    }
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
