import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addFormParser } from './body-parsers.ts';
import { type CheckoutForm, checkout, isPayable } from './checkout.ts';
import { closedPage } from './closed-page.ts';
import type { Context } from './context.ts';
import { addFaultHooks } from './fault-hooks.ts';
import type { Html } from './html.ts';
import { logAnswers, logRequests } from './journal/log-requests.ts';
import { messagePage } from './page-layout.ts';
import type { Payment } from './payment.ts';
import { PAYMENT_PATH, paymentPath } from './payment-path.ts';
import { returnLink } from './return-link.ts';
import { sendPage } from './send-page.ts';
import { stepPage } from './step-page.ts';

type Query = { Querystring: { pidx?: unknown } };

/** The payment page. The current step is kept on the server, so the page is plain forms without scripts. */
export function addPageRoutes(app: FastifyInstance, context: Context): void {
  app.removeAllContentTypeParsers();
  addFormParser(app);
  logRequests(app, context);
  addFaultHooks(app, context);
  logAnswers(app, context);

  app.setErrorHandler<FastifyError>((error, _request, reply) =>
    sendPage(reply.code(error.statusCode ?? 500), messagePage('Request failed', error.message)),
  );

  app.get<Query>(PAYMENT_PATH, { config: { endpoint: 'page' } }, (request, reply) => {
    const payment = findPayment(request, context);
    return payment === undefined ? sendUnknownPayment(reply) : sendPage(reply, currentPage(payment, context));
  });

  app.post<Query>(PAYMENT_PATH, { config: { endpoint: 'page' } }, (request, reply) => {
    const payment = findPayment(request, context);
    if (payment === undefined) return sendUnknownPayment(reply);
    const outcome = checkout(payment, toForm(request.body), context.settings.values);
    if ('error' in outcome) return sendPage(reply.code(422), currentPage(payment, context, outcome.error));
    if (outcome.to === 'merchant') return reply.redirect(returnLink(payment, context.settings.values), 303);
    return reply.redirect(paymentPath(payment.pidx), 303);
  });
}

function currentPage(payment: Payment, context: Context, error?: string): Html {
  const settings = context.settings.values;
  if (isPayable(payment, settings)) return stepPage(payment, context.now(), error);
  // Documented: an expired link never calls the return_url, so its button leads to the merchant's home page.
  return closedPage(payment, payment.status === 'Expired' ? payment.websiteUrl : returnLink(payment, settings));
}

function findPayment(request: FastifyRequest<Query>, context: Context): Payment | undefined {
  const { pidx } = request.query;
  return typeof pidx === 'string' ? context.payments.find(pidx) : undefined;
}

function toForm(body: unknown): CheckoutForm {
  return typeof body === 'object' && body !== null ? (body as CheckoutForm) : {};
}

function sendUnknownPayment(reply: FastifyReply): FastifyReply {
  const message =
    'This link belongs to no payment. A restart without a data file removes all payments. Please start again at the merchant.';
  return sendPage(reply.code(404), messagePage('Unknown payment', message));
}
