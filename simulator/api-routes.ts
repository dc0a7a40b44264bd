import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { sendAnswer, validationError } from './answer.ts';
import { authenticate } from './authenticate.ts';
import type { Context } from './context.ts';
import { addFaultHooks } from './fault-hooks.ts';
import { initiate } from './initiate.ts';
import { lookup } from './lookup.ts';
import { refund } from './refund.ts';
import { requestedPayment } from './requested-payment.ts';

/** Khalti's own endpoints. */
export function addApiRoutes(app: FastifyInstance, context: Context): void {
  // Before the faults, so that a request that they stop is counted too.
  app.addHook('preHandler', async (request) => {
    if (request.routeOptions.config.endpoint === 'refund') {
      requestedPayment(request, context.payments)?.countRefundRequest();
    }
  });
  addFaultHooks(app, context);

  app.addHook('preHandler', async (request, reply) => {
    if (!context.settings.values.acceptsMissingSlash && !/\/(\?|$)/.test(request.url)) return sendNotFound(reply);
    const refusal = authenticate(request.headers.authorization, context.secretKey);
    if (refusal !== undefined) return sendAnswer(reply, refusal);
  });

  app.setErrorHandler<FastifyError>((error, request, reply) => {
    // Fastify parses the body before the key is checked. A wrong key is still reported first (assumption).
    const refusal = authenticate(request.headers.authorization, context.secretKey);
    if (refusal !== undefined) return sendAnswer(reply, refusal);
    const code = error.statusCode ?? 500;
    const detail = { detail: error.message };
    return sendAnswer(reply, code < 500 ? validationError(detail, code) : { code, body: detail });
  });

  app.setNotFoundHandler((_request, reply) => sendNotFound(reply));

  app.post('/v2/epayment/initiate', { config: { endpoint: 'initiate' } }, ({ body }, reply) =>
    sendAnswer(reply, initiate(context, body)),
  );
  app.post('/v2/epayment/lookup', { config: { endpoint: 'lookup' } }, ({ body }, reply) =>
    sendAnswer(reply, lookup(context, body)),
  );
  app.post<{ Params: { transactionId: string } }>(
    '/merchant-transaction/:transactionId/refund',
    { config: { endpoint: 'refund' } },
    ({ params, body }, reply) => sendAnswer(reply, refund(context, params.transactionId, body)),
  );
}

/** HTML instead of `{"detail":"Not found."}`, because a wrong path must not look like an unknown pidx. */
function sendNotFound(reply: FastifyReply): FastifyReply {
  const paths = 'v2/epayment/initiate/, v2/epayment/lookup/, merchant-transaction/&lt;transaction_id&gt;/refund/';
  return sendAnswer(reply, {
    code: 404,
    type: 'text/html',
    body: `<h1>Not Found</h1><p>Use one of these paths: ${paths}.</p>`,
  });
}
