import { setTimeout as sleep } from 'node:timers/promises';
import { LockMode } from '@mikro-orm/core';
import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid, v7 as uuid } from 'uuid';
import {
  GatewayRefused,
  GatewayTrouble,
  GatewayUnavailable,
  IdempotencyKeyReused,
  PaymentInProgress,
  PlanNotFound,
  Unauthenticated,
} from '../errors.ts';
import { type PaymentLink } from '../khalti/khalti-client.ts';
import { type Services } from '../services.ts';
import { isUniqueViolation } from '../sql.ts';
import { Plan } from '../subscriptions/plan.ts';
import { User } from '../users/user.ts';
import { GatewayAnswer } from './gateway-answer.ts';
import { firstFollowUp } from './next-follow-up.ts';
import { Payment } from './payment.ts';
import { createPayment, saveOpened } from './payment-statements.ts';
import { PaymentStatus } from './payment-status.ts';

const WAIT_FOR_TWIN_MS = 5_000;
const LOOK_EVERY_MS = 100;
// On top of what Khalti may take: for our own work before and after.
const MARGIN_MS = 10_000;

export interface Intent {
  userId: string;
  planId: string;
  /** The same key always means the same payment. */
  idempotencyKey: string | null;
}

/**
 * Opens a payment: saved first, so that Khalti never hears of one that we do not know; then Khalti is asked, with no
 * transaction open; then its link is saved. Whoever calls again with the same key gets the same payment, and takes over
 * where the first call broke off.
 */
export async function initiatePayment(services: Services, intent: Intent, signal?: AbortSignal): Promise<Payment> {
  const { payment, isOurs } = await claimPayment(services, intent);
  if (!isOurs) return payment;
  const link = await askKhalti(services, payment, signal);
  const opened = await saveLink(services, payment, link);
  services.log.info({ paymentId: opened.id, pidx: opened.pidx, status: opened.status }, 'initiatePayment');
  return opened;
}

/** Ours to open, or what an earlier call with the same key made of it. */
interface Claim {
  payment: Payment;
  isOurs: boolean;
}

async function claimPayment(services: Services, intent: Intent): Promise<Claim> {
  const giveUpAt = Date.now() + WAIT_FOR_TWIN_MS;
  for (;;) {
    const payment = await create(services, intent);
    if (payment) return { payment, isOurs: true };
    const em = services.orm.em.fork();
    const twin = await findTwin(em, intent);
    if (!twin) await refuse(em, intent);
    const claim = twin && (await takeOver(services, em, twin));
    if (claim) return claim;
    if (Date.now() > giveUpAt) throw new PaymentInProgress();
    await sleep(LOOK_EVERY_MS);
  }
}

/** Null where there is a twin, or nothing to create. */
async function create(services: Services, { userId, planId, idempotencyKey }: Intent): Promise<Payment | null> {
  if (!isUuid(planId)) return null;
  const id = uuid();
  return createPayment(
    services.sql,
    { id, userId, planId, idempotencyKey, openingUntil: leaseEnd(services) },
    { name: 'followUpPayment', data: { paymentId: id }, startAfter: firstFollowUp(new Date()), key: id },
  );
}

async function findTwin(em: EntityManager, { userId, planId, idempotencyKey }: Intent): Promise<Payment | null> {
  if (idempotencyKey === null) return null;
  const twin = await em.findOne(Payment, { user: userId, idempotencyKey }, { populate: ['plan', 'user'] });
  if (twin && twin.plan.id !== planId) throw new IdempotencyKeyReused();
  return twin;
}

/** Says why nothing was created. */
async function refuse(em: EntityManager, { userId, planId }: Intent): Promise<void> {
  const plan = isUuid(planId) ? await em.findOne(Plan, { id: planId, isArchived: false }) : null;
  if (!plan) throw new PlanNotFound();
  if (!(await em.findOne(User, userId))) throw new Unauthenticated();
}

/** Null while another call is opening this payment right now. */
async function takeOver(services: Services, em: EntityManager, twin: Payment): Promise<Claim | null> {
  if (twin.status === PaymentStatus.FAILED) throw new GatewayRefused('the first call with this key was refused');
  if (twin.status !== PaymentStatus.CREATED) return { payment: twin, isOurs: false };
  if (twin.plan.isArchived) throw new PlanNotFound();
  const isFree = { $or: [{ openingUntil: null }, { openingUntil: { $lt: new Date() } }] };
  const taken = await em.nativeUpdate(
    Payment,
    { id: twin.id, status: PaymentStatus.CREATED, ...isFree },
    { openingUntil: leaseEnd(services) },
  );
  return taken === 1 ? { payment: twin, isOurs: true } : null;
}

function leaseEnd({ khalti }: Services): Date {
  return new Date(Date.now() + khalti.patienceMs + MARGIN_MS);
}

async function askKhalti(services: Services, payment: Payment, signal?: AbortSignal): Promise<PaymentLink> {
  const { khalti, publicUrl } = services;
  const { id, amountPaisa, plan, user, durationDays } = payment;
  try {
    return await khalti.initiate(
      {
        id,
        amountPaisa,
        name: `${plan.name}, ${durationDays} days`,
        // The order is told by the pidx that Khalti adds: a query of our own might not survive.
        returnUrl: new URL('/payments/return', publicUrl).href,
        websiteUrl: publicUrl,
        customer: { name: user.name, email: user.email },
      },
      signal,
    );
  } catch (error) {
    if (error instanceof GatewayTrouble) await noteTrouble(services, payment, error);
    throw error;
  }
}

async function saveLink(services: Services, payment: Payment, link: PaymentLink): Promise<Payment> {
  try {
    payment.open(link);
    if (await saveOpened(services.sql, payment, link.answer)) return payment;
  } catch (error) {
    if (!isUniqueViolation(error, 'payments_pidx_unique')) throw error;
    const trouble = new GatewayUnavailable('Khalti gave a pidx that another payment has', link.answer);
    await noteTrouble(services, payment, trouble);
    throw trouble;
  }
  return keepLateLink(services, payment, link);
}

/** Somebody else has moved this payment on meanwhile: what Khalti said is kept, and changes nothing. */
async function keepLateLink(services: Services, payment: Payment, link: PaymentLink): Promise<Payment> {
  return services.orm.em.fork().transactional(async (em) => {
    const moved = await lock(em, payment);
    em.persist(new GatewayAnswer(moved, link.answer));
    return moved;
  });
}

/**
 * Only a clear no ends a payment. After silence, nonsense or a refused key it stays as it is, to be taken over by the
 * next call with the same key: nobody was given a page to pay at.
 */
async function noteTrouble(services: Services, payment: Payment, trouble: GatewayTrouble): Promise<void> {
  const code = String(trouble.extensions.code);
  await services.orm.em.fork().transactional(async (em) => {
    const failed = await lock(em, payment);
    if (trouble.answer) em.persist(new GatewayAnswer(failed, trouble.answer));
    if (failed.status !== PaymentStatus.CREATED) return;
    if (trouble instanceof GatewayRefused) failed.fail(code);
    else failed.release(code);
  });
}

async function lock(em: EntityManager, payment: Payment): Promise<Payment> {
  return em.findOneOrFail(Payment, payment.id, { lockMode: LockMode.PESSIMISTIC_WRITE });
}
