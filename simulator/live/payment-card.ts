import type { Context } from '../context.ts';
import { controlActions } from '../control/control-actions.ts';
import { type Html, html } from '../html.ts';
import { shorten } from '../page-layout.ts';
import { formatRupees } from '../paisa.ts';
import type { Payment } from '../payment.ts';
import { paymentPath } from '../payment-path.ts';
import type { PaymentStatus } from '../payment-status.ts';
import { returnLink } from '../return-link.ts';
import { nepalClock } from '../time.ts';

const byStatus: Partial<Record<PaymentStatus, readonly string[]>> = {
  Initiated: ['complete', 'pending', 'cancel', 'fail', 'expire', 'bank'],
  Pending: ['complete', 'cancel', 'fail', 'expire', 'bank'],
  Completed: ['refund', 'bank'],
  'Partially refunded': ['refund', 'bank'],
};
const late = 'complete late';

/** A payment on the live page, with a button for each thing that a script could do to it. */
export function paymentCard(payment: Payment, context: Context): Html {
  const { pidx, status, purchaseOrderName, totalPaisa } = payment;
  const actions = byStatus[status] ?? (status === 'Refunded' ? [] : [late]);
  const name = shorten(purchaseOrderName, 80);
  return html`<li id="payment-${pidx}" class="entry">
<p><a href="${paymentPath(pidx)}"><bdi>${name}</bdi></a> · ${formatRupees(totalPaisa)}
<strong class="status">${status}</strong></p>
<p class="soft"><code>${pidx}</code> · order <code>${shorten(payment.purchaseOrderId, 80)}</code> · ${payment.merchant}
· ${nepalClock(payment.createdAt)}${returnTo(payment, context)}</p>
<p class="buttons">${actions.map((action) => actionButton(action, pidx, name))}</p>
</li>`;
}

function actionButton(action: string, pidx: string, name: string): Html {
  const path = `/simulator/payments/${encodeURIComponent(pidx)}/${action === late ? 'complete' : action}`;
  const body = action === late ? '{"late":true}' : '{}';
  const known = action === late || controlActions.has(action);
  return known
    ? html`<button data-method="POST" data-path="${path}" data-body="${body}" aria-label="${action}: ${name}">${action}</button>`
    : html``;
}

function returnTo(payment: Payment, { settings }: Context): Html {
  if (payment.status === 'Initiated' || payment.status === 'Expired') return html``;
  return html` · <a href="${returnLink(payment, settings.values)}" rel="noreferrer">return URL</a>`;
}
