import { type EntityManager } from '@mikro-orm/postgresql';
import { PlanChangeNotPossible } from '../errors.ts';
import { type Services } from '../services.ts';
import { Plan } from '../subscriptions/plan.ts';
import { type NewPayment } from './create-payment.ts';
import { Exchange } from './exchange.ts';
import { firstFollowUp } from './next-follow-up.ts';
import { Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';
import { obstacleSaid, type Quote, quoteChange } from './quote-change.ts';

/**
 * As `createPayment`, for a plan that starts now: saves the quote with the payment. Null for the reasons of `createPayment`.
 * Throws `PlanChangeNotPossible`.
 */
export async function createChangePayment({ orm, jobs }: Services, wanted: NewPayment): Promise<Payment | null> {
  return orm.em.fork().transactional(async (em) => {
    const plan = await em.findOne(Plan, { id: wanted.planId, isArchived: false });
    if (!plan || !(await mayCreate(em, wanted, plan))) return null;
    const quote = await quoteChange(em, wanted.userId, plan);
    const payment = await insert(em, wanted, plan, quote);
    if (!payment) return null;
    if (quote.obstacle) throw new PlanChangeNotPossible(quote.obstacle, obstacleSaid(quote.obstacle));
    for (const quoted of quote.exchanged) em.persist(new Exchange({ payment, ...quoted }));
    await em.flush();
    const { id: paymentId } = payment;
    await jobs.add(em, 'followUpPayment', { paymentId }, { startAfter: firstFollowUp(quote.at), key: paymentId });
    return payment;
  });
}

async function mayCreate(em: EntityManager, wanted: NewPayment, { pricePaisa }: Plan): Promise<boolean> {
  const { userId, expectedPricePaisa, despitePending } = wanted;
  if (expectedPricePaisa !== null && expectedPricePaisa !== pricePaisa) return false;
  return despitePending || (await em.count(Payment, { user: userId, status: PaymentStatus.PENDING })) === 0;
}

/** A sum that cannot be paid is saved only to be rolled back, so that an existing key counts first. */
async function insert(
  em: EntityManager,
  { id, userId, planId, idempotencyKey, openingUntil, returnUrl }: NewPayment,
  { pricePaisa, durationDays, name }: Plan,
  { obstacle, toPayPaisa, at }: Quote,
): Promise<Payment | null> {
  const inserted = await em.execute<{ id: string }[]>(
    `insert into payments (id, user_id, plan_id, amount_paisa, duration_days, plan_name, starts_now, status, refunded_paisa,
       idempotency_key, opening_until, return_url, created_at, updated_at)
     select ?, u.id, ?, ?, ?, ?, true, ?, 0, ?, ?, ?, ?, ?
     from users u where u.id = ? and u.blocked_at is null and u.erased_at is null
     for key share of u
     on conflict (user_id, idempotency_key) do nothing returning id`,
    [
      id,
      planId,
      obstacle ? pricePaisa : toPayPaisa,
      durationDays,
      name,
      PaymentStatus.CREATED,
      idempotencyKey,
      openingUntil,
      returnUrl,
      at,
      at,
      userId,
    ],
  );
  return inserted.length === 0 ? null : em.findOne(Payment, id, { populate: ['plan', 'user'] });
}
