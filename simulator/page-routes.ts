import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type CheckoutForm, checkout, isPayable } from './checkout.ts';
import { closedPage } from './closed-page.ts';
import type { Context } from './context.ts';
import { addFaultHooks } from './fault-hooks.ts';
import type { Html } from './html.ts';
import { messagePage, sendPage } from './page-layout.ts';
import type { Payment } from './payment.ts';
import { returnLink } from './return-link.ts';
import { stepPage } from './step-page.ts';

type Query = { Querystring: { pidx?: unknown } };

/** The customer's payment page: plain forms, one step a request; where a payment stands is kept here, by its pidx. */
export function addPageRoutes(app: FastifyInstance, context: Context): void {
  addFaultHooks(app, context);

  app.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    return sendPage(reply.code(status), messagePage('This did not work', error.message));
  });

  app.get<Query>('/pay', { config: { endpoint: 'page' } }, (request, reply) => {
    const payment = paymentOf(request, context);
    return payment === undefined ? noPayment(reply) : sendPage(reply, pageOf(payment, context));
  });

  app.post<Query>('/pay', { config: { endpoint: 'page' } }, (request, reply) => {
    const payment = paymentOf(request, context);
    if (payment === undefined) return noPayment(reply);
    const outcome = checkout(payment, formOf(request.body), context.settings());
    if ('refusal' in outcome) return sendPage(reply.code(422), pageOf(payment, context, outcome.refusal));
    if (outcome.to === 'merchant') return reply.redirect(returnLink(payment, context.settings()), 303);
    return reply.redirect(`/pay/?pidx=${encodeURIComponent(payment.pidx)}`, 303);
  });
}

function pageOf(payment: Payment, context: Context, refusal?: string): Html {
  const settings = context.settings();
  if (isPayable(payment, settings)) return stepPage(payment, context.now(), refusal);
  // Khalti never calls back for an expired link, so there the way back is the merchant's own front door.
  return closedPage(payment, payment.status === 'Expired' ? payment.websiteUrl : returnLink(payment, settings));
}

function paymentOf(request: FastifyRequest<Query>, context: Context): Payment | undefined {
  const { pidx } = request.query;
  return typeof pidx === 'string' ? context.payments.find(pidx) : undefined;
}

function formOf(body: unknown): CheckoutForm {
  return typeof body === 'object' && body !== null ? (body as CheckoutForm) : {};
}

function noPayment(reply: FastifyReply): FastifyReply {
  const advice = 'No payment has this link. Payments end when the simulator is restarted without a data file.';
  return sendPage(reply.code(404), messagePage('Unknown payment', advice));
}
