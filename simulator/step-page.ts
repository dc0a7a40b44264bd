import { TEST_KHALTI_IDS, TEST_MPIN, TEST_OTP } from './checkout.ts';
import { type Html, html } from './html.ts';
import { layout, rupees } from './page-layout.ts';
import type { CheckoutStep, Payment } from './payment.ts';
import { nepalClock } from './time.ts';

interface Question {
  readonly title: string;
  readonly label: string;
  readonly input: Html;
}

const questions: Record<Exclude<CheckoutStep, 'confirm'>, Question> = {
  'khalti-id': {
    title: 'Who is paying?',
    label: 'Khalti ID (mobile number)',
    input: html`type="tel" inputmode="numeric" autocomplete="username" maxlength="16"`,
  },
  mpin: {
    title: 'Enter your MPIN',
    label: 'Khalti MPIN',
    input: html`type="password" inputmode="numeric" autocomplete="off" maxlength="8"`,
  },
  otp: {
    title: 'Enter the code',
    label: 'OTP (nothing is really sent)',
    input: html`type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="8"`,
  },
};

const steps: readonly CheckoutStep[] = ['khalti-id', 'mpin', 'otp', 'confirm'];

/** The page of an open payment: what is bought, the one thing to do next, and a way out. */
export function stepPage(payment: Payment, now: number, refusal?: string): Html {
  const { step } = payment;
  const title = step === 'confirm' ? 'Confirm the payment' : questions[step].title;
  return layout(
    title,
    html`<section class="card">
${purchase(payment, now)}
<p class="progress"><span>Step ${steps.indexOf(step) + 1} of ${steps.length}</span>${steps.map((each) => mark(each, step))}</p>
<h1>${title}</h1>
<form method="post" action="/pay/?pidx=${encodeURIComponent(payment.pidx)}">
${step === 'confirm' ? confirmation(payment, refusal) : question(step, refusal)}
</form>
<form class="ways-out" method="post" action="/pay/?pidx=${encodeURIComponent(payment.pidx)}">
${step === 'khalti-id' ? html`` : html`<button class="quiet" name="action" value="restart">Use another Khalti ID</button>`}
<button class="quiet danger" name="action" value="cancel">Cancel the payment</button>
</form>
</section>
${step === 'confirm' ? html`` : hints()}`,
  );
}

function purchase(payment: Payment, now: number): Html {
  const minutes = Math.ceil((payment.expiresAt - now) / 60_000);
  return html`<div class="purchase">
<p class="item"><bdi>${shortened(payment.purchaseOrderName)}</bdi></p>
<p class="amount">${rupees(payment.amountPaisa)}</p>
<p class="to">to <bdi>${shortened(new URL(payment.websiteUrl).host)}</bdi></p>
<p class="expiry">Pay before ${nepalClock(payment.expiresAt)} Nepal time (${minutes} min left)</p>
</div>`;
}

function mark(step: CheckoutStep, current: CheckoutStep): Html {
  const state = steps.indexOf(step) <= steps.indexOf(current) ? 'reached' : 'ahead';
  return html`<i class="${state}" aria-hidden="true"></i>`;
}

function question(step: Exclude<CheckoutStep, 'confirm'>, refusal?: string): Html {
  const { label, input } = questions[step];
  const described = refusal === undefined ? html`` : html`aria-invalid="true" aria-describedby="refusal"`;
  return html`<label for="answer">${label}</label>
<input id="answer" name="answer" ${input} required autofocus ${described}>
${alert(refusal)}
<button class="primary" name="action" value="${step}">Continue</button>`;
}

function confirmation(payment: Payment, refusal?: string): Html {
  return html`<p>${rupees(payment.amountPaisa)} from Khalti ID ${payment.khaltiId ?? ''}.</p>
${alert(refusal)}
<button class="primary" name="action" value="confirm">Pay ${rupees(payment.amountPaisa)}</button>
<fieldset>
<legend>Only in the simulator</legend>
<button name="action" value="close" aria-describedby="close-hint">Pay, but close the browser</button>
<p id="close-hint" class="hint">The money is taken, and this browser does not go back to the merchant.</p>
<button name="action" value="pending" aria-describedby="pending-hint">Leave it pending</button>
<p id="pending-hint" class="hint">As with a bank transfer: back to the merchant, with the money still under way.</p>
</fieldset>`;
}

function alert(refusal?: string): Html {
  return refusal === undefined ? html`` : html`<p class="refusal" id="refusal" role="alert">${refusal}</p>`;
}

function hints(): Html {
  return html`<aside class="card hints" aria-label="Test credentials">
<h2>Test credentials</h2>
<dl>
<dt>Khalti ID</dt><dd>${TEST_KHALTI_IDS[0] ?? ''} to ${TEST_KHALTI_IDS.at(-1) ?? ''}</dd>
<dt>MPIN</dt><dd>${TEST_MPIN}</dd>
<dt>OTP</dt><dd>${TEST_OTP}</dd>
</dl>
</aside>`;
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
