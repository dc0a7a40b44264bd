import type { FastifyRequest } from 'fastify';
import { authenticate, keyOf } from './authenticate.ts';
import type { Context } from './context.ts';
import type { Target } from './fault.ts';
import type { Endpoint } from './fault-kinds.ts';
import type { Payment } from './payment.ts';

/** The merchant whose key the request has. */
export function requestingMerchant(request: FastifyRequest, { merchants }: Context): string | undefined {
  const authenticated = authenticate(request.headers.authorization, merchants);
  return 'merchant' in authenticated ? authenticated.merchant : undefined;
}

/** The payment that a request is about. Undefined if it is unknown, another merchant's, or still to be opened. */
export function requestedPayment(request: FastifyRequest, context: Context): Payment | undefined {
  const { payments } = context;
  const merchant = requestingMerchant(request, context);
  switch (request.routeOptions.config.endpoint) {
    case 'lookup':
      return findByText(request.body, 'pidx', (pidx) => payments.find(pidx, merchant));
    case 'page':
      return findByText(request.query, 'pidx', (pidx) => payments.find(pidx));
    case 'refund':
      return findByText(request.params, 'transactionId', (id) => payments.findByTransaction(id, merchant));
    default:
      return undefined;
  }
}

export function targetOf(request: FastifyRequest, endpoint: Endpoint, context: Context): Target {
  const payment = requestedPayment(request, context);
  const sentKey = keyOf(request.headers.authorization);
  const orderOf = (purchaseOrderId: string) => purchaseOrderId;
  return {
    endpoint,
    pidx: payment?.pidx,
    purchaseOrderId: payment?.purchaseOrderId ?? findByText(request.body, 'purchase_order_id', orderOf),
    isOfKey: (key) =>
      endpoint === 'page'
        ? payment !== undefined && payment.merchant === context.merchants.nameOf(key)
        : key === sentKey,
  };
}

function findByText<Found>(fields: unknown, name: string, find: (text: string) => Found): Found | undefined {
  if (typeof fields !== 'object' || fields === null) return undefined;
  const value = (fields as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? find(value) : undefined;
}
