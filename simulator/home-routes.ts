import type { FastifyInstance } from 'fastify';
import type { Context } from './context.ts';
import { type Html, html } from './html.ts';
import { layout, messagePage, rupees, STYLE_PATH, sendPage } from './page-layout.ts';
import type { Payment } from './payment.ts';
import { styles } from './styles.ts';

const paths: readonly (readonly [string, string])[] = [
  ['POST /api/v2/epayment/initiate/', 'opens a payment'],
  ['POST /api/v2/epayment/lookup/', 'says how it stands'],
  ['POST /api/merchant-transaction/<transaction_id>/refund/', 'gives money back'],
  ['GET /pay/?pidx=…', "the customer's page"],
  ['POST /simulator/payments/<pidx>/{complete,cancel,expire,pending,refund}', 'drives a payment from a script'],
  ['GET /simulator/payments', 'the payments, as JSON'],
  ['GET, PUT /simulator/settings', 'the switches for what is not known of Khalti'],
  ['GET, PUT /simulator/faults', 'makes it slow, silent, broken or wrong'],
];

/** What this is, for whoever opens it in a browser. */
export function addHomeRoutes(app: FastifyInstance, context: Context): void {
  app.get('/', (_request, reply) => sendPage(reply, homePage(context)));
  app.get(STYLE_PATH, (_request, reply) => reply.type('text/css; charset=utf-8').send(styles));
  app.get('/favicon.ico', (_request, reply) => reply.code(204).send());
  app.setNotFoundHandler((_request, reply) =>
    sendPage(reply.code(404), messagePage('Not found', 'There is nothing at this address.')),
  );
}

function homePage(context: Context): Html {
  const payments = context.payments.newest(50);
  return layout(
    'Start',
    html`<section class="card">
<h1>Khalti simulator</h1>
<p>A program that answers as Khalti's web checkout does, for development and tests. It takes no money and asks nobody.
Point an application at <code>${context.url()}/api/v2/</code> with the simulator's secret key.</p>
<h2>Paths</h2>
<dl class="paths">
${paths.map(([path, meaning]) => html`<dt><code>${path}</code></dt><dd>${meaning}</dd>`)}
</dl>
<h2>Payments</h2>
${payments.length === 0 ? html`<p>None so far.</p>` : html`<ul class="payments">${payments.map(paymentItem)}</ul>`}
</section>`,
  );
}

function paymentItem(payment: Payment): Html {
  return html`<li><a href="/pay/?pidx=${encodeURIComponent(payment.pidx)}"><bdi>${payment.purchaseOrderName.slice(0, 80)}</bdi></a>
<span>${rupees(payment.totalPaisa)}</span> <span class="status">${payment.status}</span> <code>${payment.pidx}</code></li>`;
}
