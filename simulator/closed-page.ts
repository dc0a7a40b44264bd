import { type Html, html } from './html.ts';
import { layout, shorten } from './page-layout.ts';
import { formatRupees } from './paisa.ts';
import type { Payment } from './payment.ts';
import type { PaymentStatus } from './payment-status.ts';

type Tone = 'good' | 'wait' | 'bad';

const signs: Record<Tone, string> = { good: '✓', wait: '…', bad: '✕' };

const messages: Record<PaymentStatus, { title: string; text: string; tone: Tone }> = {
  Initiated: { title: 'Payment open', text: 'This payment is not finished.', tone: 'wait' },
  Pending: {
    title: 'Payment pending',
    text: 'The payment is being processed. Go back to the merchant to see the result.',
    tone: 'wait',
  },
  Completed: {
    title: 'Payment completed',
    text: 'This payment is complete and cannot be paid again. Go back to the merchant to continue.',
    tone: 'good',
  },
  'Partially refunded': { title: 'Payment partly refunded', text: 'Part of the money was refunded.', tone: 'good' },
  Refunded: { title: 'Payment refunded', text: 'All of the money was refunded.', tone: 'good' },
  'User canceled': {
    title: 'Payment cancelled',
    text: 'Nothing was paid, and this link can no longer be used. To pay, start again at the merchant.',
    tone: 'bad',
  },
  Failed: {
    title: 'Payment failed',
    text: 'Nothing was paid, and this link can no longer be used. To pay, start again at the merchant.',
    tone: 'bad',
  },
  Expired: {
    title: 'Link expired',
    text: 'Nothing was paid, and this link can no longer be used. To pay, start again at the merchant.',
    tone: 'bad',
  },
};

/** The page of a payment that can no longer be paid. */
export function closedPage(payment: Payment, merchantUrl: string): Html {
  const { title, text, tone } = messages[payment.status];
  return layout(
    title,
    html`<section class="card closed ${tone}">
<p class="sign" aria-hidden="true">${signs[tone]}</p>
<h1>${title}</h1>
<p>${text}</p>
<p class="item"><bdi>${shorten(payment.purchaseOrderName)}</bdi> · ${formatRupees(payment.totalPaisa)}</p>
<a class="button primary" href="${merchantUrl}" rel="noreferrer">Back to the merchant</a>
</section>`,
  );
}
