import { setTimeout as sleep } from 'node:timers/promises';
import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import {
  type ApiError,
  accountBlocked,
  GatewayRefused,
  IdempotencyKeyReused,
  PaymentInProgress,
  PaymentPending,
  PlanNotFound,
  PriceChanged,
  Unauthenticated,
} from '../errors.ts';
import { type Services } from '../services.ts';
import { Plan } from '../subscriptions/plan.ts';
import { User } from '../users/user.ts';
import { Payment } from './payment.ts';
import { PaymentStatus } from './payment-status.ts';

const MAX_WAIT_MS = 5_000;
const RETRY_EVERY_MS = 100;
// Added to Khalti's time limit, for our own work before and after the request.
const LEASE_MARGIN_MS = 10_000;

export interface Intent {
  userId: string;
  planId: string;
  idempotencyKey: string | null;
  /** Whether the plan starts now, in place of what runs. */
  startNow: boolean;
  expectedPricePaisa: number | null;
  despitePending: boolean;
  /** One of `Services.paymentReturnUrls`. Null: the default. */
  returnUrl: string | null;
}

export interface AcquiredPayment {
  payment: Payment;
  isOurs: boolean;
}

/**
 * The payment that an earlier call with the same key created. Waits while that call opens it, and takes over if that call
 * has failed. Throws the reason if there is no such payment.
 */
export async function acquireExisting(services: Services, intent: Intent): Promise<AcquiredPayment> {
  const deadline = Date.now() + MAX_WAIT_MS;
  while (Date.now() <= deadline) {
    const em = services.orm.em.fork();
    const existing = await findExisting(services, em, intent);
    if (!existing) throw await reasonNotCreated(em, intent);
    if (existing.status === PaymentStatus.FAILED)
      throw new GatewayRefused('initiate', 'the first call with this key was refused');
    if (existing.status !== PaymentStatus.CREATED) return { payment: existing, isOurs: false };
    if (existing.plan.isArchived) throw new PlanNotFound();
    if (existing.user.blockedAt) throw accountBlocked();
    if (await tryAcquireLease(services, em, existing)) return { payment: existing, isOurs: true };
    await sleep(RETRY_EVERY_MS);
  }
  throw new PaymentInProgress();
}

export async function findOpened(services: Services, intent: Intent): Promise<Payment | null> {
  const existing = await findExisting(services, services.orm.em.fork(), intent);
  const isOpened = existing && existing.status !== PaymentStatus.CREATED && existing.status !== PaymentStatus.FAILED;
  return isOpened ? existing : null;
}

async function findExisting(
  { publicUrl }: Services,
  em: EntityManager,
  { userId, planId, idempotencyKey, startNow, returnUrl }: Intent,
): Promise<Payment | null> {
  if (idempotencyKey === null) return null;
  const existing = await em.findOne(Payment, { user: userId, idempotencyKey }, { populate: ['plan', 'user'] });
  if (existing && (existing.plan.id !== planId || existing.startsNow !== startNow)) throw new IdempotencyKeyReused();
  // Khalti keeps the return URL of an opened payment: it would send the customer to the other app.
  if (existing && returnUrl !== null && returnUrl !== returnUrlOf(existing, publicUrl))
    throw new IdempotencyKeyReused();
  return existing;
}

export function returnUrlOf({ returnUrl }: Payment, publicUrl: string): string {
  return returnUrl ?? `${publicUrl}/payments/return`;
}

async function reasonNotCreated(em: EntityManager, intent: Intent): Promise<ApiError> {
  const { userId, planId, expectedPricePaisa, despitePending } = intent;
  const plan = isUuid(planId) ? await em.findOne(Plan, { id: planId, isArchived: false }) : null;
  if (!plan) return new PlanNotFound();
  const user = await em.findOne(User, userId);
  if (!user || user.erasedAt) return new Unauthenticated();
  if (user.blockedAt) return accountBlocked();
  if (expectedPricePaisa !== null && expectedPricePaisa !== plan.pricePaisa) {
    return new PriceChanged(expectedPricePaisa, plan.pricePaisa);
  }
  const pending = despitePending ? null : await em.findOne(Payment, { user: userId, status: PaymentStatus.PENDING });
  if (pending) return new PaymentPending(pending.pidx);
  // The plan or the user was created at this very moment.
  return new PaymentInProgress();
}

async function tryAcquireLease(services: Services, em: EntityManager, payment: Payment): Promise<boolean> {
  const isFree = { $or: [{ openingUntil: null }, { openingUntil: { $lt: new Date() } }] };
  const updated = await em.nativeUpdate(
    Payment,
    { id: payment.id, status: PaymentStatus.CREATED, ...isFree },
    { openingUntil: leaseEnd(services) },
  );
  return updated === 1;
}

export function leaseEnd({ khalti }: Services): Date {
  return new Date(Date.now() + khalti.maxDurationMs + LEASE_MARGIN_MS);
}
