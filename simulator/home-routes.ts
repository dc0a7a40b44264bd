import type { FastifyInstance } from 'fastify';
import type { Context } from './context.ts';
import { controlActions } from './control/control-actions.ts';
import { type Html, html } from './html.ts';
import { layout, messagePage, STYLE_PATH, shorten } from './page-layout.ts';
import { formatRupees } from './paisa.ts';
import type { Payment } from './payment.ts';
import { PAYMENT_PATH, paymentPath } from './payment-path.ts';
import { reference } from './reference.ts';
import { sendPage } from './send-page.ts';
import { styles } from './styles.ts';

const paths: readonly (readonly [string, string])[] = [
  ['POST /api/v2/epayment/initiate/', 'Opens a payment.'],
  ['POST /api/v2/epayment/lookup/', 'Reports the status of a payment.'],
  ['POST /api/merchant-transaction/<transaction_id>/refund/', 'Refunds a payment.'],
  [`GET ${PAYMENT_PATH}?pidx=…`, 'The payment page for the customer.'],
  [
    `POST /simulator/payments/<pidx>/{${[...controlActions.keys()].join(',')}}`,
    'Changes a payment from a script. “refund” acts as on Khalti’s dashboard, “bank” marks a bank payment.',
  ],
  [
    'POST /simulator/payments',
    'Loads a list of at most 1000 payments as they are, such as [{"pidx": "…", "amount": 50000, "status": "Completed", "transaction_id": "…"}]. More fields: total_amount, fee, refunds, created_at, expires_at, purchase_order_id, purchase_order_name, return_url, website_url. A payment with the same pidx is replaced.',
  ],
  ['GET /simulator/payments', 'Lists the newest payments as JSON.'],
  ['GET /simulator/payments/<pidx>', 'Shows one payment: its refunds, and how many refunds were requested.'],
  ['GET, PUT /simulator/settings', 'Selects how the simulator behaves where the behaviour of Khalti is unknown.'],
  ['GET, PUT /simulator/faults', 'Makes answers late, missing, broken or wrong.'],
];

export function addHomeRoutes(app: FastifyInstance, context: Context): void {
  app.get('/', (_request, reply) => sendPage(reply, homePage(context)));
  app.get(STYLE_PATH, (_request, reply) => reply.type('text/css; charset=utf-8').send(styles));
  app.get('/favicon.ico', (_request, reply) => reply.code(204).send());
  app.setNotFoundHandler((_request, reply) =>
    sendPage(reply.code(404), messagePage('Not found', 'There is no page at this address.')),
  );
}

function homePage(context: Context): Html {
  const payments = context.payments.newestFirst().slice(0, 50);
  return layout(
    'Start',
    html`<section class="card">
<h1>Khalti simulator</h1>
<p>This program answers like Khalti's web checkout. It is for development and tests, takes no money and sends nothing to
Khalti.</p>
<p>To use it, set the base URL of your application to <code>${context.url()}/api/v2/</code> and its secret key to the
simulator's key, which the simulator prints when it starts.</p>
<h2>Paths</h2>
<dl class="paths">
${paths.map(([path, meaning]) => html`<dt><code>${path}</code></dt><dd>${meaning}</dd>`)}
</dl>
<h2>Payments</h2>
${payments.length === 0 ? html`<p>No payments yet.</p>` : html`<ul class="payments">${payments.map(paymentItem)}</ul>`}
${reference()}
</section>`,
  );
}

function paymentItem(payment: Payment): Html {
  return html`<li><a href="${paymentPath(payment.pidx)}"><bdi>${shorten(payment.purchaseOrderName, 80)}</bdi></a>
<span>${formatRupees(payment.totalPaisa)}</span> <span class="status">${payment.status}</span> <code>${payment.pidx}</code></li>`;
}
