import type { Context } from '../context.ts';
import { type Html, html } from '../html.ts';
import { layout } from '../page-layout.ts';
import { controls } from './controls.ts';
import { paymentCard } from './payment-card.ts';
import { requestCard } from './request-card.ts';

/** How many payments and how many requests the page shows at first. Its script keeps no more either. */
const SHOWN = 50;

/** What happens in the simulator, as it happens. */
export function livePage(context: Context): Html {
  const payments = context.payments.newestFirst().slice(0, SHOWN);
  const requests = context.journal.entries.slice(-SHOWN).reverse();
  return layout(
    'Live',
    html`<div class="live">
<section class="card about">
<h1>Khalti simulator</h1>
<p>Base URL <code>${context.url()}/api/v2/</code>. The key is printed at the start.
<a href="/reference">All paths, settings and faults</a></p>
<p id="result" role="status"></p>
<noscript><p>Without scripts, this page does not renew itself, and its buttons do nothing.</p></noscript>
</section>
<section class="card" aria-labelledby="payments-title">
<h2 id="payments-title">Payments</h2>
<ol id="payments" class="entries" data-shown="${SHOWN}">${payments.map((payment) => paymentCard(payment, context))}</ol>
<p class="empty">No payments yet. They appear here when an application opens one.</p>
</section>
<section class="card" aria-labelledby="requests-title">
<h2 id="requests-title">Requests</h2>
<ol id="requests" class="entries" data-shown="${SHOWN}">${requests.map(requestCard)}</ol>
<p class="empty">No requests yet.</p>
</section>
<section class="card" aria-label="Controls">${controls(context)}</section>
</div>
<script src="/live.js" defer></script>`,
  );
}
