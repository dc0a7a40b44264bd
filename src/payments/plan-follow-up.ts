import { type Sql } from '../database/sql.ts';
import { addJobs, jobsAsJson } from '../queue/add-jobs.ts';
import { BEING_PAID, CAME_BACK, followUpPriority, LEAST_CAME_BACK, NEWEST, RECHECK } from './follow-up-priority.ts';
import { type Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';

const PLAN = {
  name: 'planFollowUp',
  // Without a customer, there is nothing to add to the priority.
  text: addJobs('$1', { priority: `added.priority + ${followUpPriority('$2')}` }),
};
const SOON_SECONDS = 20;
const BRING_FORWARD = {
  name: 'bringFollowUpForward',
  text: `update pgboss.job set priority = $2 + least(priority, 0),
      start_after = least(start_after, now() + interval '${SOON_SECONDS} seconds')
    where name = 'followUpPayment' and state = 'created' and policy = 'stately' and coalesce(singleton_key, '') = $1
      and priority > ${RECHECK} and priority < $2 - ${NEWEST}`,
};

interface Plan {
  startAfter: Date;
  /** Whether Khalti has said what became of the payment. */
  wasAnswered: boolean;
  /** Of the follow-up that has just been made. */
  priority: number;
}

/** Plans a payment's next follow-up. Does nothing if one is planned already. */
export async function planFollowUp(sql: Sql, payment: Payment, { startAfter, ...last }: Plan): Promise<void> {
  const { id, user, isOpen } = payment;
  const priority = isOpen ? priorityOf(payment, last) : RECHECK;
  const job = { name: 'followUpPayment', data: { paymentId: id }, key: id, startAfter, priority } as const;
  await sql.write({ ...PLAN, values: [jobsAsJson([job]), isOpen ? user.id : null] });
}

function priorityOf({ status }: Payment, { wasAnswered, priority }: Omit<Plan, 'startAfter'>): number {
  if (priority >= LEAST_CAME_BACK && !wasAnswered) return CAME_BACK;
  return status === PaymentStatus.PENDING ? BEING_PAID : 0;
}

/**
 * The customer is back, and this payment may be paid: its next follow-up is soon, and before those of payments that customers
 * may have left.
 */
export async function bringFollowUpForward(sql: Sql, { id, status }: Payment): Promise<void> {
  const priority = status === PaymentStatus.PENDING ? BEING_PAID : CAME_BACK;
  await sql.write({ ...BRING_FORWARD, values: [id, priority] });
}
