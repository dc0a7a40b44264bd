import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { Context } from './context.ts';
import { controlActions } from './control-actions.ts';
import { readPaymentsToLoad } from './load-payments.ts';
import { InvalidInput } from './parse.ts';
import { ActionNotAllowed, type Payment } from './payment.ts';
import { paymentPath } from './payment-path.ts';
import { nepalTime } from './time.ts';

// Of 1000 payments.
const LOAD_LIMIT_BYTES = 4_000_000;

type Params = { Params: { pidx: string; action: string } };

/** The control API: scripts change payments, settings and faults. Khalti has no such API. */
export function addControlRoutes(app: FastifyInstance, context: Context): void {
  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    if (error instanceof InvalidInput) return reply.code(400).send({ error: error.message, field: error.field });
    if (error instanceof ActionNotAllowed) return reply.code(409).send({ error: error.message });
    return reply.code(error.statusCode ?? 500).send({ error: error.message });
  });
  app.setNotFoundHandler((_request, reply) => {
    return reply.code(404).send({ error: `Unknown path. Open ${context.url()}/ for a list of the paths.` });
  });

  app.get('/payments', () => context.payments.newest(100).map((payment) => toJson(payment, context)));
  app.post('/payments', { bodyLimit: LOAD_LIMIT_BYTES }, ({ body }) => {
    const records = readPaymentsToLoad(body, context.now());
    return context.payments.load(records).map((payment) => toJson(payment, context));
  });
  app.get<Params>('/payments/:pidx', ({ params }, reply) => {
    const payment = context.payments.find(params.pidx);
    return payment === undefined ? sendUnknownPidx(reply) : reply.send(toJson(payment, context));
  });
  app.post<Params>('/payments/:pidx/:action', ({ params, body }, reply) => {
    const payment = context.payments.find(params.pidx);
    if (payment === undefined) return sendUnknownPidx(reply);
    const action = controlActions.get(params.action);
    if (action === undefined) {
      return reply.code(404).send({ error: `Unknown action. Use one of ${[...controlActions.keys()].join(', ')}.` });
    }
    action(payment, body ?? {}, context.settings.values);
    return reply.send(toJson(payment, context));
  });

  app.get('/settings', () => context.settings.values);
  app.put('/settings', ({ body }) => context.settings.change(body));
  app.get('/faults', () => context.faults.list());
  app.put('/faults', ({ body }) => {
    context.faults.set(body);
    return context.faults.list();
  });
}

function toJson(payment: Payment, context: Context): Record<string, unknown> {
  return {
    ...payment.toJSON(),
    status: payment.status,
    paymentUrl: `${context.url()}${paymentPath(payment.pidx)}`,
    expiresAt: nepalTime(payment.expiresAt),
    createdAt: nepalTime(payment.createdAt),
    refunds: payment.refunds.map((refund) => ({ ...refund, at: nepalTime(refund.at) })),
  };
}

function sendUnknownPidx(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ error: 'Unknown pidx. GET /simulator/payments lists the newest payments.' });
}
