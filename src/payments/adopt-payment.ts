import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuid } from 'uuid';
import { BadUserInput, NotPossible } from '../errors.ts';
import { type Lookup } from '../khalti/khalti-client.ts';
import { MAX_PAISA, MIN_PAYABLE_PAISA } from '../money.ts';
import { type Services } from '../services.ts';
import { findPlan } from '../subscriptions/find-plan.ts';
import { findCustomer } from '../users/find-customer.ts';
import { isPrintable } from './is-printable.ts';
import { firstFollowUp } from './next-follow-up.ts';
import { Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';

export interface Adoption {
  pidx: string;
  userId: string;
  planId: string;
}

/** What Khalti says about a payment that is not known here. Throws what `adoptPayment` throws, and the `Gateway…` errors. */
export async function askAboutAdoption(
  { orm, khalti }: Services,
  { pidx, userId, planId }: Adoption,
  signal?: AbortSignal,
): Promise<Lookup> {
  if (!isPrintable(pidx) || pidx.trim() !== pidx) throw new BadUserInput('pidx', 'This is not a pidx of Khalti.');
  await orm.em.fork().transactional(async (em) => {
    await findCustomer(em, userId, LockMode.PESSIMISTIC_READ);
    await findPlan(em, planId);
    if ((await em.count(Payment, { pidx })) > 0) throw isKnown();
  });
  const lookup = await khalti.lookup(pidx, signal);
  const { amountPaisa } = lookup;
  if (amountPaisa === null || amountPaisa < MIN_PAYABLE_PAISA || amountPaisa > MAX_PAISA) {
    throw new NotPossible('Khalti names no amount for this pidx that can be paid.');
  }
  return lookup;
}

/**
 * Saves the payment, opened and not settled yet, and its follow-up job. The caller settles it after the transaction; after
 * a crash the follow-up does. Price and length are the plan's: money that does not fit is reviewed, as for every payment.
 */
export async function adoptPayment(
  { jobs, khalti }: Services,
  em: EntityManager,
  { pidx, userId, planId }: Adoption,
): Promise<Payment> {
  const user = await findCustomer(em, userId, LockMode.PESSIMISTIC_READ);
  const plan = await findPlan(em, planId);
  const id = uuid();
  const now = new Date();
  const inserted = await em.execute<{ id: string }[]>(
    `insert into payments (id, user_id, plan_id, amount_paisa, duration_days, plan_name, status, pidx, gateway, refunded_paisa,
       created_at, updated_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?) on conflict (pidx) do nothing returning id`,
    [
      id,
      user.id,
      plan.id,
      plan.pricePaisa,
      plan.durationDays,
      plan.name,
      PaymentStatus.INITIATED,
      pidx,
      khalti.gateway,
      now,
      now,
    ],
  );
  if (inserted.length === 0) throw isKnown();
  await jobs.add(em, 'followUpPayment', { paymentId: id }, { startAfter: firstFollowUp(now), key: id });
  return em.findOneOrFail(Payment, id);
}

function isKnown(): NotPossible {
  return new NotPossible('This pidx belongs to a payment of this server already.');
}
