import { type Html, html } from './html.ts';
import { layout, rupees } from './page-layout.ts';
import type { Payment, PaymentStatus } from './payment.ts';

const stories: Record<PaymentStatus, { title: string; text: string; tone: 'good' | 'wait' | 'bad' }> = {
  Initiated: { title: 'Payment open', text: 'This payment is not finished.', tone: 'wait' },
  Pending: {
    title: 'Payment pending',
    text: 'The money is under way. There is nothing more to do here.',
    tone: 'wait',
  },
  Completed: { title: 'Payment completed', text: 'This payment has been made. It cannot be paid twice.', tone: 'good' },
  'Partially refunded': { title: 'Partly refunded', text: 'A part of the money has gone back.', tone: 'good' },
  Refunded: { title: 'Payment refunded', text: 'The money has gone back.', tone: 'good' },
  'User canceled': {
    title: 'Payment cancelled',
    text: 'Nothing was paid, and this link no longer works.',
    tone: 'bad',
  },
  Expired: { title: 'Link expired', text: 'Nothing was paid. Please start again at the merchant.', tone: 'bad' },
};

/** The page of a payment that can no longer be paid. */
export function closedPage(payment: Payment, wayBack: string): Html {
  const { title, text, tone } = stories[payment.status];
  return layout(
    title,
    html`<section class="card closed ${tone}">
<p class="sign" aria-hidden="true">${{ good: '✓', wait: '…', bad: '✕' }[tone]}</p>
<h1>${title}</h1>
<p>${text}</p>
<p class="item"><bdi>${payment.purchaseOrderName.slice(0, 200)}</bdi> · ${rupees(payment.totalPaisa)}</p>
<a class="button primary" href="${wayBack}" rel="noreferrer">Back to the merchant</a>
</section>`,
  );
}
