import type { CheckoutStep, Payment } from './payment.ts';
import type { Settings } from './settings.ts';

/** What the sandbox accepts, and nothing else. */
export const TEST_KHALTI_IDS = ['9800000000', '9800000001', '9800000002', '9800000003', '9800000004', '9800000005'];
export const TEST_MPIN = '1111';
export const TEST_OTP = '987654';

export type CheckoutForm = Readonly<Record<string, unknown>>;

/** Where the customer's press of a button leads: the page again, perhaps with a refusal, or back to the merchant. */
export type Outcome = { to: 'page' } | { to: 'merchant' } | { to: 'page'; refusal: string };

const page: Outcome = { to: 'page' };
const merchant: Outcome = { to: 'merchant' };

/** The payment page's one verb. A refusal changes nothing. */
export function checkout(payment: Payment, form: CheckoutForm, settings: Settings): Outcome {
  const action = String(form.action ?? '');
  if (!isPayable(payment, settings)) return afterwards(payment, action);
  switch (action) {
    case 'cancel':
      if (payment.status !== 'User canceled') payment.cancel();
      return merchant;
    case 'restart':
      payment.reach('khalti-id', null);
      return page;
    case 'khalti-id':
    case 'mpin':
    case 'otp':
      // A button of an older page, by the back button or a second tab: show where the payment really stands.
      return action === payment.step ? tryStep(payment, action, form) : page;
    case 'confirm':
    case 'pending':
    case 'close':
      return payment.step === 'confirm' ? finish(payment, action) : page;
    default:
      return { to: 'page', refusal: 'The form was not complete. Please try again.' };
  }
}

/** Whether money can still be paid by this link. */
export function isPayable(payment: Payment, settings: Settings): boolean {
  if (payment.status === 'Initiated') return true;
  return payment.status === 'User canceled' && settings.canceledIsPayable && !payment.isTimeUp;
}

/** A second press of the last button must end where the first one did. */
function afterwards(payment: Payment, action: string): Outcome {
  const isRepeated =
    (action === 'confirm' && payment.isPaid) ||
    (action === 'cancel' && payment.status === 'User canceled') ||
    (action === 'pending' && payment.status === 'Pending');
  return isRepeated ? merchant : page;
}

function tryStep(payment: Payment, step: Exclude<CheckoutStep, 'confirm'>, form: CheckoutForm): Outcome {
  const typed = String(form.answer ?? '').replace(/[\s-]/g, '');
  switch (step) {
    case 'khalti-id':
      if (!TEST_KHALTI_IDS.includes(typed)) {
        return refuse('There is no such Khalti ID here. Use one from 9800000000 to 9800000005.');
      }
      payment.reach('mpin', typed);
      return page;
    case 'mpin':
      if (typed !== TEST_MPIN) return refuse('This MPIN is wrong. The test MPIN is 1111.');
      payment.reach('otp');
      return page;
    case 'otp':
      if (typed !== TEST_OTP) return refuse('This OTP is wrong. The test OTP is 987654.');
      payment.reach('confirm');
      return page;
  }
}

function finish(payment: Payment, action: 'confirm' | 'pending' | 'close'): Outcome {
  if (action === 'pending') payment.leavePending();
  else payment.complete();
  return action === 'close' ? page : merchant;
}

function refuse(refusal: string): Outcome {
  return { to: 'page', refusal };
}
