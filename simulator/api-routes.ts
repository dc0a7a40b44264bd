import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Answer, sendAnswer, validationError } from './answer.ts';
import { authenticate } from './authenticate.ts';
import { addFormParser } from './body-parsers.ts';
import type { Context } from './context.ts';
import { addFaultHooks } from './fault-hooks.ts';
import type { Endpoint } from './fault-kinds.ts';
import { initiate } from './initiate.ts';
import { logAnswers, logRequests } from './journal/log-requests.ts';
import { wrongMethod } from './khalti-messages.ts';
import { lookup } from './lookup.ts';
import { refund } from './refund.ts';
import { requestedPayment, requestingMerchant } from './requested-payment.ts';
import { Throttle, throttled } from './throttle.ts';

type Params = Readonly<Record<string, string>>;
type Act = (context: Context, merchant: string, body: unknown, params: Params) => Answer;

const routes: readonly (readonly [string, Endpoint, Act])[] = [
  ['/v2/epayment/initiate', 'initiate', initiate],
  ['/v2/epayment/lookup', 'lookup', lookup],
  [
    '/merchant-transaction/:transactionId/refund',
    'refund',
    (context, merchant, body, { transactionId = '' }) => refund(context, merchant, transactionId, body),
  ],
];

/** Khalti's own endpoints. */
export function addApiRoutes(app: FastifyInstance, context: Context): void {
  addFormParser(app);
  allowBrowsers(app, context);
  logRequests(app, context);
  // Before the faults, so that a request that they stop is counted too.
  app.addHook('preHandler', async (request) => {
    if (request.routeOptions.config.endpoint === 'refund') requestedPayment(request, context)?.countRefundRequest();
  });
  addFaultHooks(app, context);
  logAnswers(app, context);
  refuseRequests(app, context);

  for (const [url, endpoint, act] of routes) {
    app.post(url, { config: { endpoint } }, (request, reply) => {
      const merchant = requestingMerchant(request, context) ?? '';
      return sendAnswer(reply, act(context, merchant, request.body, request.params as Params));
    });
    app.route({
      method: ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
      url,
      handler: (request, reply) => sendWrongMethod(request, reply, context),
    });
  }
  app.setNotFoundHandler((_request, reply) => sendNotFound(reply));
}

/** A page of any origin may call this API if the setting says so. The control API never answers one. */
function allowBrowsers(app: FastifyInstance, { settings }: Context): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!settings.values.allowsBrowsers) return;
    reply.header('access-control-allow-origin', '*');
    if (request.method !== 'OPTIONS') return;
    return reply
      .code(204)
      .headers({
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'authorization, content-type',
      })
      .send();
  });
}

/** A wrong path, a wrong key and too many requests, in this order. */
function refuseRequests(app: FastifyInstance, { settings, merchants, now }: Context): void {
  const throttle = new Throttle();
  app.addHook('preHandler', async (request, reply) => {
    const { acceptsMissingSlash, requestsPerMinute } = settings.values;
    if (!acceptsMissingSlash && !/\/(\?|$)/.test(request.url)) return sendNotFound(reply);
    const authenticated = authenticate(request.headers.authorization, merchants);
    if ('refusal' in authenticated) return sendAnswer(reply, authenticated.refusal);
    if (requestsPerMinute === null) return;
    const seconds = throttle.count(authenticated.merchant, requestsPerMinute, now());
    if (seconds !== undefined) return sendAnswer(reply, throttled(seconds));
  });

  app.setErrorHandler<FastifyError>((error, request, reply) => {
    // Fastify parses the body before the key is checked. A wrong key is still reported first (assumption).
    const authenticated = authenticate(request.headers.authorization, merchants);
    if ('refusal' in authenticated) return sendAnswer(reply, authenticated.refusal);
    const code = error.statusCode ?? 500;
    const detail = { detail: error.message };
    return sendAnswer(reply, code < 500 ? validationError(detail, code) : { code, body: detail });
  });
}

function sendWrongMethod({ method }: FastifyRequest, reply: FastifyReply, { settings }: Context): FastifyReply {
  if (settings.values.wrongMethodStatus === 404) return sendNotFound(reply);
  const body = { detail: wrongMethod(method), status_code: 405 };
  return sendAnswer(reply, { code: 405, body, headers: { allow: 'POST, OPTIONS' } });
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
