import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { InvalidInput, parse } from '../parse.ts';
import type { Payment } from '../payment.ts';
import { controlActions } from './control-actions.ts';
import { readPaymentsToLoad } from './load-payments.ts';
import { merchantOfKey } from './merchant-of-key.ts';
import { paymentJson } from './payment-json.ts';

// Of 1000 payments.
const LOAD_LIMIT_BYTES = 4_000_000;

type Params = { Params: { pidx: string; action: string } };

const filters = z
  .strictObject({
    status: z.string(),
    purchaseOrderId: z.string(),
    transactionId: z.string(),
    key: z.string(),
    limit: z.coerce.number().int().min(1).max(1000),
    before: z.string(),
  })
  .partial();

/** Lists payments, the newest first, loads some, and lets scripts act on one. */
export function addPaymentRoutes(app: FastifyInstance, context: Context): void {
  app.get('/payments', ({ query }, reply) => {
    const { limit = 100, ...given } = parse(filters, query);
    const found = select(given, context);
    const page = found.slice(0, limit);
    reply.header('x-total-count', found.length);
    const last = page.at(-1);
    if (last && found.length > limit) reply.header('link', `<${nextPage(query, last)}>; rel="next"`);
    return page.map((payment) => paymentJson(payment, context));
  });
  app.post('/payments', { bodyLimit: LOAD_LIMIT_BYTES }, ({ body }) => {
    const records = readPaymentsToLoad(body, context.now());
    return records.map((record) => paymentJson(context.payments.put(record), context));
  });
  app.get<Params>('/payments/:pidx', ({ params }, reply) => {
    const payment = context.payments.find(params.pidx);
    return payment === undefined ? sendUnknownPidx(reply) : reply.send(paymentJson(payment, context));
  });
  app.post<Params>('/payments/:pidx/:action', ({ params, body }, reply) => {
    const payment = context.payments.find(params.pidx);
    if (payment === undefined) return sendUnknownPidx(reply);
    const action = controlActions.get(params.action);
    if (action === undefined) {
      return reply.code(404).send({ error: `Unknown action. Use one of ${[...controlActions.keys()].join(', ')}.` });
    }
    action(payment, body ?? {}, context.settings.values);
    return reply.send(paymentJson(payment, context));
  });
}

function select({ before, key, ...wanted }: Omit<z.infer<typeof filters>, 'limit'>, context: Context): Payment[] {
  const merchant = merchantOfKey(key, context);
  const all = context.payments.newestFirst();
  const start = before === undefined ? 0 : all.findIndex(({ pidx }) => pidx === before) + 1;
  if (before !== undefined && start === 0) throw new InvalidInput('before', 'no payment has this pidx');
  return all
    .slice(start)
    .filter((payment) => merchant === undefined || payment.merchant === merchant)
    .filter((payment) => wanted.status === undefined || payment.status === wanted.status)
    .filter((payment) => wanted.purchaseOrderId === undefined || payment.purchaseOrderId === wanted.purchaseOrderId)
    .filter((payment) => wanted.transactionId === undefined || payment.transactionId === wanted.transactionId);
}

function nextPage(query: unknown, { pidx }: Payment): string {
  const next = new URLSearchParams(query as Record<string, string>);
  next.set('before', pidx);
  return `/simulator/payments?${next.toString()}`;
}

function sendUnknownPidx(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ error: 'Unknown pidx. GET /simulator/payments lists the newest payments.' });
}
