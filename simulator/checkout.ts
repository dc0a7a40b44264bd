import type { Payment } from './payment.ts';
import type { CheckoutStep } from './payment-record.ts';
import type { Settings } from './settings/settings.ts';
import { KHALTI_ID_RANGE, TEST_KHALTI_IDS, TEST_MPIN, TEST_OTP } from './test-credentials.ts';

export type CheckoutForm = Readonly<Record<string, unknown>>;

/** What the customer sees next: the payment page, perhaps with an error, or the merchant's site. */
export type Outcome = { to: 'page' } | { to: 'merchant' } | { to: 'page'; error: string };

const page: Outcome = { to: 'page' };
const merchant: Outcome = { to: 'merchant' };

/** Handles a press of a button on the payment page. An error changes nothing. */
export function checkout(payment: Payment, form: CheckoutForm, settings: Settings): Outcome {
  const action = String(form.action ?? '');
  if (!isPayable(payment, settings)) return repeatOutcome(payment, action);
  switch (action) {
    case 'cancel':
      if (payment.status !== 'User canceled') payment.cancel();
      return merchant;
    case 'restart':
      payment.goToStep('khalti-id', null);
      return page;
    case 'khalti-id':
    case 'mpin':
    case 'otp':
      // A second tab or the back button can send an old step. The customer then sees the current one.
      return action === payment.step ? completeStep(payment, action, form) : page;
    case 'confirm':
    case 'pending':
    case 'fail':
    case 'close':
      return payment.step === 'confirm' ? finish(payment, action) : page;
    default:
      return { to: 'page', error: 'The form is incomplete. Please try again.' };
  }
}

export function isPayable(payment: Payment, settings: Settings): boolean {
  if (payment.status === 'Initiated') return true;
  return payment.status === 'User canceled' && settings.canceledIsPayable && !payment.isPastExpiry;
}

/** A double click on the last button must have the same outcome as a single click. */
function repeatOutcome(payment: Payment, action: string): Outcome {
  const isRepeated =
    (action === 'confirm' && payment.isPaid) ||
    (action === 'cancel' && payment.status === 'User canceled') ||
    (action === 'pending' && payment.status === 'Pending') ||
    (action === 'fail' && payment.status === 'Failed');
  return isRepeated ? merchant : page;
}

function completeStep(payment: Payment, step: Exclude<CheckoutStep, 'confirm'>, form: CheckoutForm): Outcome {
  const answer = String(form.answer ?? '').replace(/[\s-]/g, '');
  switch (step) {
    case 'khalti-id':
      if (!TEST_KHALTI_IDS.includes(answer)) {
        return { to: 'page', error: `Unknown Khalti ID. Enter one from ${KHALTI_ID_RANGE}.` };
      }
      payment.goToStep('mpin', answer);
      return page;
    case 'mpin':
      if (answer !== TEST_MPIN) return { to: 'page', error: `Wrong MPIN. Enter the test MPIN ${TEST_MPIN}.` };
      payment.goToStep('otp');
      return page;
    case 'otp':
      if (answer !== TEST_OTP) return { to: 'page', error: `Wrong OTP. Enter the test OTP ${TEST_OTP}.` };
      payment.goToStep('confirm');
      return page;
  }
}

function finish(payment: Payment, action: 'confirm' | 'pending' | 'fail' | 'close'): Outcome {
  if (action === 'pending') payment.markPending();
  else if (action === 'fail') payment.fail();
  else payment.complete();
  return action === 'close' ? page : merchant;
}
