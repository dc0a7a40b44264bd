import { createServer, type IncomingMessage } from 'node:http';
import { authenticate } from './authenticate.ts';
import { initiatePayment, verifyPayment } from './checkout.ts';
import { daysLeft, rupees } from './schema.ts';
import { settings } from './settings.ts';
import { findPlans, findSubscription, type PaymentRow, type PlanRow, type SubscriptionRow } from './store.ts';

// Node's http without GraphQL and with the SQL of store.ts, as a peer of this server. `operationName` selects the
// operation, and the response has the same shape.
createServer(async (request, response) => {
  let body: object;
  try {
    body = { data: await answer(request) };
  } catch (error) {
    body = { errors: [{ message: String(error) }] };
  }
  const text = JSON.stringify(body);
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}).listen(settings.port, '127.0.0.1');

async function answer(request: IncomingMessage): Promise<object> {
  const { operationName, variables } = JSON.parse(await read(request));
  const userId = () => authenticate(request.headers.authorization);
  switch (operationName) {
    case 'Plans':
      return { plans: (await findPlans()).map(showPlan) };
    case 'MySubscription':
      return { mySubscription: showSubscription(await findSubscription(userId())) };
    case 'InitiatePayment':
      return { initiatePayment: await showPayment(await initiatePayment(userId(), variables.planId)) };
    case 'VerifyPayment':
      return { verifyPayment: await showPayment(await verifyPayment(userId(), variables.pidx)) };
    default:
      throw new Error('BAD_USER_INPUT');
  }
}

function read(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (text += chunk));
    request.on('end', () => resolve(text));
    request.on('error', reject);
  });
}

function showPlan({ id, code, name, description, price_paisa, duration_days }: PlanRow) {
  const price = rupees(price_paisa);
  return { id, code, name, description, price, pricePaisa: price_paisa, durationDays: duration_days };
}

function showSubscription(subscription: SubscriptionRow | null) {
  if (!subscription) return null;
  const { starts_at: startsAt, ends_at: endsAt, plan } = subscription;
  const isActive = endsAt.getTime() > Date.now();
  return { startsAt, endsAt, isActive, daysLeft: daysLeft(subscription), plan: { code: plan.code, name: plan.name } };
}

async function showPayment(payment: PaymentRow) {
  const { id, status, amount_paisa: amountPaisa, pidx, payment_url: paymentUrl } = payment;
  const { expires_at: expiresAt, transaction_id: transactionId } = payment;
  const subscription = status === 'COMPLETED' ? showSubscription(await findSubscription(payment.user_id)) : null;
  return {
    id,
    status,
    amount: rupees(amountPaisa),
    amountPaisa,
    pidx,
    paymentUrl,
    expiresAt,
    transactionId,
    subscription,
  };
}
