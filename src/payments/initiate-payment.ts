import { validate as isUuid, v7 as uuid } from 'uuid';
import { isUniqueViolation } from '../database/sql.ts';
import { GatewayError, GatewayUnavailable } from '../errors.ts';
import { type PaymentLink } from '../khalti/khalti-client.ts';
import { type Services } from '../services.ts';
import { inDays } from '../subscriptions/in-days.ts';
import { emailFault } from '../users/email-fault.ts';
import { type AcquiredPayment, acquireExisting, type Intent, leaseEnd, returnUrlOf } from './acquire-existing.ts';
import { createChangePayment } from './create-change-payment.ts';
import { createPayment } from './create-payment.ts';
import { firstFollowUp } from './next-follow-up.ts';
import { type Payment } from './payment.ts';
import { keepLateAnswer, recordGatewayError } from './record-gateway-error.ts';
import { saveOpened } from './save-opened.ts';
import { turns } from './turns.ts';

/**
 * Saves the payment first, so that Khalti never knows a payment that we do not. No transaction is open during the request
 * to Khalti. A second call with the same key continues where the first one was interrupted.
 */
export async function initiatePayment(services: Services, intent: Intent, signal?: AbortSignal): Promise<Payment> {
  await turns.next();
  const { payment, isOurs } = await acquirePayment(services, intent);
  if (!isOurs) return payment;
  await turns.next();
  const link = await requestLink(services, payment, signal);
  await turns.next();
  const opened = await saveLink(services, payment, link);
  services.log.info({ paymentId: opened.id, pidx: opened.pidx, status: opened.status }, 'initiatePayment');
  return opened;
}

async function acquirePayment(services: Services, intent: Intent): Promise<AcquiredPayment> {
  const created = await create(services, intent);
  return created ? { payment: created, isOurs: true } : acquireExisting(services, intent);
}

async function create(services: Services, { startNow, ...intent }: Intent): Promise<Payment | null> {
  if (!isUuid(intent.planId)) return null;
  const id = uuid();
  const wanted = {
    id,
    ...intent,
    returnUrl: intent.returnUrl ?? services.paymentReturnUrls[0],
    openingUntil: leaseEnd(services),
  };
  if (startNow) return createChangePayment(services, wanted);
  return createPayment(services.sql, wanted, {
    name: 'followUpPayment',
    data: { paymentId: id },
    startAfter: firstFollowUp(new Date()),
    key: id,
  });
}

async function requestLink(services: Services, payment: Payment, signal?: AbortSignal): Promise<PaymentLink> {
  const { khalti, publicUrl } = services;
  const { id, amountPaisa, plan, planName, user, durationDays } = payment;
  try {
    return await khalti.initiate(
      {
        id,
        amountPaisa,
        name: `${planName ?? plan.name}, ${inDays(durationDays)}`,
        // Khalti adds the pidx. Whether it keeps a query of our own is undocumented.
        returnUrl: returnUrlOf(payment, publicUrl),
        websiteUrl: publicUrl,
        customer: { name: user.name, email: acceptableEmail(user.email) },
      },
      signal,
    );
  } catch (error) {
    if (error instanceof GatewayError) await recordGatewayError(services, payment, error);
    throw error;
  }
}

/** Khalti might refuse every payment of a customer whose old account has an address that no mail server accepts. */
function acceptableEmail(email: string | null): string | null {
  return email !== null && emailFault(email) === null ? email : null;
}

async function saveLink(services: Services, payment: Payment, link: PaymentLink): Promise<Payment> {
  try {
    payment.open(link);
    if (await saveOpened(services.sql, payment, link.answer)) return payment;
  } catch (error) {
    if (!isUniqueViolation(error, 'payments_pidx_unique')) throw error;
    const gatewayError = new GatewayUnavailable('initiate', 'Khalti gave a pidx that another payment has', link.answer);
    await recordGatewayError(services, payment, gatewayError);
    throw gatewayError;
  }
  return keepLateAnswer(services, payment, link.answer);
}
