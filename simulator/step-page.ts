import { type Html, html } from './html.ts';
import { layout, shorten } from './page-layout.ts';
import { formatRupees } from './paisa.ts';
import type { Payment } from './payment.ts';
import { paymentPath } from './payment-path.ts';
import { type CheckoutStep, checkoutSteps } from './payment-record.ts';
import { KHALTI_ID_RANGE, TEST_MPIN, TEST_OTP } from './test-credentials.ts';
import { MINUTE_MS, nepalClock } from './time.ts';

interface Question {
  readonly title: string;
  readonly label: string;
  readonly inputAttributes: Html;
}

const questions: Record<Exclude<CheckoutStep, 'confirm'>, Question> = {
  'khalti-id': {
    title: 'Enter your Khalti ID',
    label: 'Khalti ID (mobile number)',
    inputAttributes: html`type="tel" inputmode="numeric" autocomplete="username" maxlength="16"`,
  },
  mpin: {
    title: 'Enter your MPIN',
    label: 'Khalti MPIN',
    inputAttributes: html`type="password" inputmode="numeric" autocomplete="off" maxlength="8"`,
  },
  otp: {
    title: 'Enter the OTP',
    label: 'OTP (nothing is really sent)',
    inputAttributes: html`type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="8"`,
  },
};

/** The page of a payment that can be paid, at its current step. */
export function stepPage(payment: Payment, now: number, error?: string): Html {
  const { step } = payment;
  const action = paymentPath(payment.pidx);
  const title = step === 'confirm' ? 'Confirm the payment' : questions[step].title;
  return layout(
    title,
    html`<section class="card">
${purchase(payment, now)}
${progress(step)}
<h1>${title}</h1>
<form method="post" action="${action}">
${step === 'confirm' ? confirmation(payment, error) : question(step, error)}
</form>
<form class="ways-out" method="post" action="${action}">
${step === 'khalti-id' ? html`` : html`<button class="quiet" name="action" value="restart">Use another Khalti ID</button>`}
<button class="quiet danger" name="action" value="cancel">Cancel the payment</button>
</form>
</section>
${step === 'confirm' ? html`` : testCredentials()}`,
  );
}

function purchase(payment: Payment, now: number): Html {
  const minutes = Math.ceil((payment.expiresAt - now) / MINUTE_MS);
  return html`<div class="purchase">
<p class="item"><bdi>${shorten(payment.purchaseOrderName)}</bdi></p>
<p class="amount">${formatRupees(payment.amountPaisa)}</p>
<p class="to">to <bdi>${shorten(new URL(payment.websiteUrl).host)}</bdi></p>
<p class="expiry">Pay before ${nepalClock(payment.expiresAt)} Nepal time (${minutes} min left)</p>
</div>`;
}

function progress(current: CheckoutStep): Html {
  const position = checkoutSteps.indexOf(current);
  const marks = checkoutSteps.map(
    (_, index) => html`<i class="${index <= position ? 'reached' : 'ahead'}" aria-hidden="true"></i>`,
  );
  return html`<p class="progress"><span>Step ${position + 1} of ${checkoutSteps.length}</span>${marks}</p>`;
}

function question(step: Exclude<CheckoutStep, 'confirm'>, error?: string): Html {
  const { label, inputAttributes } = questions[step];
  const errorAttributes = error === undefined ? html`` : html`aria-invalid="true" aria-describedby="error"`;
  return html`<label for="answer">${label}</label>
<input id="answer" name="answer" ${inputAttributes} required autofocus ${errorAttributes}>
${alert(error)}
<button class="primary" name="action" value="${step}">Continue</button>`;
}

function confirmation(payment: Payment, error?: string): Html {
  return html`<p>${formatRupees(payment.amountPaisa)} will be paid from Khalti ID ${payment.khaltiId ?? ''}.</p>
${alert(error)}
<button class="primary" name="action" value="confirm">Pay ${formatRupees(payment.amountPaisa)}</button>
<fieldset>
<legend>Only in the simulator</legend>
<button name="action" value="close" aria-describedby="close-hint">Pay, but close the browser</button>
<p id="close-hint" class="hint">Completes the payment, but does not send the browser back to the merchant.</p>
<button name="action" value="pending" aria-describedby="pending-hint">Leave it pending</button>
<p id="pending-hint" class="hint">Sends the browser back to the merchant before the payment completes, as a slow bank
transfer does.</p>
<button name="action" value="fail" aria-describedby="fail-hint">Let it fail</button>
<p id="fail-hint" class="hint">Sends the browser back to the merchant with a payment that has failed.</p>
</fieldset>`;
}

function alert(error?: string): Html {
  return error === undefined ? html`` : html`<p class="error" id="error" role="alert">${error}</p>`;
}

function testCredentials(): Html {
  return html`<aside class="card hints" aria-label="Test credentials">
<h2>Test credentials</h2>
<dl>
<dt>Khalti ID</dt><dd>${KHALTI_ID_RANGE}</dd>
<dt>MPIN</dt><dd>${TEST_MPIN}</dd>
<dt>OTP</dt><dd>${TEST_OTP}</dd>
</dl>
</aside>`;
}
