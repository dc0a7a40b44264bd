import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusedKey } from './authenticate.ts';
import type { Context } from './context.ts';
import { addFaultHooks, sendOutage } from './fault-hooks.ts';
import { lookupAnswer } from './lookup-answer.ts';
import { NotPossible, type Payment } from './payment.ts';
import { readPaisa } from './read-paisa.ts';
import { nepalTime } from './time.ts';
import { validateInitiate } from './validate-initiate.ts';

const BLANK = 'This field may not be blank.';

/** Khalti's own endpoints: initiate, lookup and refund. */
export function addApiRoutes(app: FastifyInstance, context: Context): void {
  addFaultHooks(app, context);

  app.addHook('preHandler', async (request, reply) => {
    if (!context.settings().acceptsMissingSlash && !/\/(\?|$)/.test(request.url)) return notHere(reply);
    const refusal = refusedKey(request.headers.authorization, context.secretKey);
    if (refusal !== undefined) return reply.code(401).send(refusal);
  });

  app.setErrorHandler((error: { statusCode?: number; message: string }, request, reply) => {
    // The body is read before the key: who has no key shall hear of that first, as from Khalti.
    const refusal = refusedKey(request.headers.authorization, context.secretKey);
    if (refusal !== undefined) return reply.code(401).send(refusal);
    const status = error.statusCode ?? 500;
    return reply.code(status).send({ detail: error.message, ...(status < 500 && { error_key: 'validation_error' }) });
  });

  app.setNotFoundHandler((_request, reply) => notHere(reply));

  app.post('/v2/epayment/initiate', { config: { endpoint: 'initiate' } }, (request, reply) =>
    initiate(context, request, reply),
  );
  app.post('/v2/epayment/lookup', { config: { endpoint: 'lookup' } }, (request, reply) =>
    lookup(context, request, reply),
  );
  app.post<{ Params: { transactionId: string } }>(
    '/merchant-transaction/:transactionId/refund',
    { config: { endpoint: 'refund' } },
    (request, reply) => refund(context, request.params.transactionId, request, reply),
  );
}

function initiate(context: Context, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const settings = context.settings();
  const refused = reply.code(settings.refusedInitiationStatus);
  const verdict = validateInitiate(request.body, settings);
  if ('refusals' in verdict) return refused.send({ ...verdict.refusals, error_key: 'validation_error' });

  const earlier = context.payments.findByOrder(verdict.order.purchaseOrderId);
  if (earlier !== undefined && settings.repeatedOrder === 'refused') {
    return refused.send({ purchase_order_id: ['This order has a payment already.'], error_key: 'validation_error' });
  }
  const isKept = earlier !== undefined && settings.repeatedOrder === 'same-pidx';
  const payment = isKept ? earlier : context.payments.open(verdict.order, settings.lifetimeSeconds);
  return reply.code(200).send({
    pidx: payment.pidx,
    payment_url: `${context.url()}/pay/?pidx=${payment.pidx}`,
    expires_at: nepalTime(payment.expiresAt),
    expires_in: Math.round((payment.expiresAt - payment.createdAt) / 1000),
  });
}

function lookup(context: Context, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const settings = context.settings();
  const pidx = fieldOf(request.body, 'pidx');
  if (typeof pidx !== 'string' || pidx.trim() === '') {
    return reply.code(400).send({ pidx: [BLANK], error_key: 'validation_error' });
  }
  const payment = context.payments.find(pidx);
  if (payment === undefined) {
    return reply.code(settings.unknownPidxStatus).send({ detail: 'Not found.', error_key: 'validation_error' });
  }
  const { code, body } = lookupAnswer(payment, settings, context.now());
  return reply.code(code).send(body);
}

function refund(context: Context, transactionId: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const settings = context.settings();
  const refusal = tryRefund(context.payments.findByTransaction(transactionId), request.body, settings);
  if (refusal !== undefined) {
    return reply.code(settings.refusedRefundStatus).send({ detail: refusal, error_key: 'validation_error' });
  }
  if (settings.refundedAnswerStatus === 200) return reply.send({ detail: 'Transaction refund successful.' });
  sendOutage(reply, settings.refundedAnswerStatus);
  return reply;
}

/** The reason why not, or nothing when the money is back. Khalti's own words for these are not known. */
function tryRefund(
  payment: Payment | undefined,
  body: unknown,
  settings: { acceptsAmountAsText: boolean },
): string | undefined {
  if (payment === undefined) return 'Transaction does not exist.';
  const asked = fieldOf(body, 'amount');
  const amountPaisa = asked === undefined ? undefined : readPaisa(asked, settings.acceptsAmountAsText);
  if (asked !== undefined && (amountPaisa === undefined || amountPaisa < 1)) return 'The amount is not valid.';
  try {
    payment.refund(amountPaisa);
    return undefined;
  } catch (error) {
    if (error instanceof NotPossible) return error.message;
    throw error;
  }
}

function fieldOf(body: unknown, field: string): unknown {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[field] : undefined;
}

/** HTML, not `{"detail":"Not found."}`: a wrong path must not look like an unknown pidx. */
function notHere(reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .type('text/html')
    .send(
      '<h1>Not Found</h1><p>There is v2/epayment/initiate/, v2/epayment/lookup/, merchant-transaction/…/refund/.</p>',
    );
}
