import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Context } from './context.ts';
import { InvalidInput, parse } from './parse.ts';
import { NotPossible, type Payment } from './payment.ts';
import { nepalTime } from './time.ts';

const nothing = z.strictObject({});
const completion = z.strictObject({
  amount: z.int().min(0).optional(),
  transaction_id: z.string().min(1).max(200).optional(),
  late: z.boolean().optional(),
});
const refund = z.strictObject({ amount: z.int().min(1).optional() });

/** What a script can do to a payment. Each parses its own body, then acts. */
const verbs: Record<string, (payment: Payment, body: unknown, context: Context) => void> = {
  complete(payment, body, context) {
    const { amount, transaction_id, late } = parse(completion, body);
    refuseLate(payment, late === true, context);
    payment.complete({ amountPaisa: amount, transactionId: transaction_id });
  },
  cancel(payment, body) {
    parse(nothing, body);
    payment.cancel();
  },
  expire(payment, body) {
    parse(nothing, body);
    payment.expire();
  },
  pending(payment, body) {
    parse(nothing, body);
    payment.leavePending();
  },
  refund(payment, body) {
    payment.refund(parse(refund, body).amount);
  },
};

/** How scripts drive payments, settings and faults. Not Khalti's. */
export function addControlRoutes(app: FastifyInstance, context: Context): void {
  app.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
    if (error instanceof InvalidInput) return reply.code(400).send({ error: error.message, field: error.field });
    if (error instanceof NotPossible) return reply.code(409).send({ error: error.message });
    return reply.code(error.statusCode ?? 500).send({ error: error.message });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'There is no such path.' }));

  app.get('/payments', () => context.payments.newest(100).map((payment) => view(payment, context)));
  app.get<{ Params: { pidx: string } }>('/payments/:pidx', (request, reply) => {
    const payment = context.payments.find(request.params.pidx);
    return payment === undefined ? unknownPayment(reply) : reply.send(view(payment, context));
  });
  app.post<{ Params: { pidx: string; verb: string } }>('/payments/:pidx/:verb', (request, reply) => {
    const payment = context.payments.find(request.params.pidx);
    if (payment === undefined) return unknownPayment(reply);
    const act = Object.hasOwn(verbs, request.params.verb) ? verbs[request.params.verb] : undefined;
    if (act === undefined) {
      return reply.code(404).send({ error: `There is no such verb. There are ${Object.keys(verbs).join(', ')}.` });
    }
    act(payment, request.body ?? {}, context);
    return reply.send(view(payment, context));
  });

  app.get('/settings', () => context.settings());
  app.put('/settings', (request) => context.configure(request.body));
  app.get('/faults', () => context.faults.list());
  app.put('/faults', (request) => {
    context.faults.set(request.body);
    return context.faults.list();
  });
}

/** A closed link takes no money, unless a script insists that some came late. */
function refuseLate(payment: Payment, isLate: boolean, context: Context): void {
  const isCanceled = payment.status === 'User canceled';
  if (isLate || !(isCanceled || payment.status === 'Expired')) return;
  if (isCanceled && context.settings().canceledIsPayable) return;
  throw new NotPossible(`The payment is ${payment.status}. Send {"late": true} for money that comes late.`);
}

function view(payment: Payment, context: Context): Record<string, unknown> {
  return {
    ...payment.toJSON(),
    status: payment.status,
    paymentUrl: `${context.url()}/pay/?pidx=${payment.pidx}`,
    expiresAt: nepalTime(payment.expiresAt),
    createdAt: nepalTime(payment.createdAt),
  };
}

function unknownPayment(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ error: 'There is no payment with this pidx.' });
}
