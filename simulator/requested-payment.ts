import type { FastifyRequest } from 'fastify';
import type { Payment } from './payment.ts';
import type { Payments } from './payments.ts';

/** The payment that a request is about. Undefined if it is unknown, or still to be opened. */
export function requestedPayment(request: FastifyRequest, payments: Payments): Payment | undefined {
  switch (request.routeOptions.config.endpoint) {
    case 'lookup':
      return findByText(request.body, 'pidx', (pidx) => payments.find(pidx));
    case 'page':
      return findByText(request.query, 'pidx', (pidx) => payments.find(pidx));
    case 'refund':
      return findByText(request.params, 'transactionId', (id) => payments.findByTransaction(id));
    default:
      return undefined;
  }
}

function findByText(fields: unknown, name: string, find: (text: string) => Payment | undefined): Payment | undefined {
  if (typeof fields !== 'object' || fields === null) return undefined;
  const value = (fields as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? find(value) : undefined;
}
