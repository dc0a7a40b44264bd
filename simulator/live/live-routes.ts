import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { controlActions } from '../control/control-actions.ts';
import { type Html, html } from '../html.ts';
import { layout, messagePage, STYLE_PATH } from '../page-layout.ts';
import { PAYMENT_PATH } from '../payment-path.ts';
import { sendPage } from '../send-page.ts';
import { styles } from '../styles.ts';
import { livePage } from './live-page.ts';
import { liveStyles } from './live-styles.ts';
import { reference } from './reference.ts';

/** The page's only script is a file of this server, which it may ask for events and changes. */
const LIVE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

const paths: readonly (readonly [string, string])[] = [
  ['POST /api/v2/epayment/initiate/', 'Opens a payment.'],
  ['POST /api/v2/epayment/lookup/', 'Reports the status of a payment.'],
  ['POST /api/merchant-transaction/<transaction_id>/refund/', 'Refunds a payment.'],
  [`GET ${PAYMENT_PATH}?pidx=…`, 'The payment page for the customer.'],
  [
    `POST /simulator/payments/<pidx>/{${[...controlActions.keys()].join(',')}}`,
    'Changes a payment from a script. `complete` takes `amount`, `transaction_id`, `mobile` and `late`, and answers with `returnLink`. `refund` acts as on Khalti’s dashboard, `bank` marks a bank payment.',
  ],
  [
    'POST /simulator/payments',
    'Loads a list of at most 1000 payments as they are, such as [{"pidx": "…", "amount": 50000, "status": "Completed", "transaction_id": "…"}]. More fields: total_amount, fee, refunds, created_at, expires_at, purchase_order_id, purchase_order_name, return_url, website_url. A payment with the same pidx is replaced.',
  ],
  [
    'GET /simulator/payments',
    'Lists payments, the newest first. Filters: `status`, `purchaseOrderId`, `transactionId`, `key`. Pages: `limit` and `before`, with the next one in `Link`.',
  ],
  ['GET /simulator/payments/<pidx>', 'Shows one payment: its refunds, and how many refunds were requested.'],
  [
    'GET /simulator/requests',
    'The last 500 requests with their answers, without keys. Filters: `endpoint`, `pidx`, `purchaseOrderId`, `key`, `after` (a number). `wait` (seconds) waits for the next one.',
  ],
  ['GET, PUT /simulator/settings', 'Selects how the simulator behaves where the behaviour of Khalti is unknown.'],
  ['GET, PUT /simulator/faults', 'Makes answers late, missing, broken or wrong. `?key=` is for one merchant’s only.'],
  ['GET, POST /simulator/clock', 'Moves the time: {"advanceSeconds": 60} or {"at": "2026-01-31T10:00:00Z"}.'],
  ['POST /simulator/pidx', 'Chooses the next pidx: {"pidx": "…"}, perhaps with `purchaseOrderId` or `key`.'],
  ['GET, PUT /simulator/state', 'Saves and loads payments, settings, faults and the clock.'],
  ['POST /simulator/reset', 'As after the start, without payments. {"key": "…"} removes one merchant’s things only.'],
  ['GET /simulator/events', 'What the live page hears, as server-sent events.'],
  ['GET /simulator/health', 'Answers 200 when the simulator is ready.'],
];

export function addLiveRoutes(app: FastifyInstance, context: Context): void {
  const script = readFileSync(new URL('./browser/live.js', import.meta.url), 'utf8');
  app.get('/', (_request, reply) => sendPage(reply, livePage(context), LIVE_POLICY));
  app.get('/live.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script));
  app.get('/reference', (_request, reply) => sendPage(reply, referencePage()));
  app.get(STYLE_PATH, (_request, reply) => reply.type('text/css; charset=utf-8').send(`${styles}${liveStyles}`));
  app.get('/favicon.ico', (_request, reply) => reply.code(204).send());
  app.setNotFoundHandler((_request, reply) =>
    sendPage(reply.code(404), messagePage('Not found', 'There is no page at this address.')),
  );
}

function referencePage(): Html {
  return layout(
    'Reference',
    html`<section class="card">
<h1>Khalti simulator</h1>
<p>This program answers like Khalti's web checkout. It is for development and tests, takes no money and sends nothing to
Khalti. <a href="/">What happens now</a></p>
${reference(paths)}
</section>`,
  );
}
