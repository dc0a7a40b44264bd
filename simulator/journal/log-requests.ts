import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { requestingMerchant, targetOf } from '../requested-payment.ts';
import type { LoggedRequest } from './journal.ts';

const secretHeaders = ['authorization', 'cookie', 'proxy-authorization'];
const MAX_TEXT = 2000;

/** Writes the requests of `app` to the journal. Call it before the faults' hooks, so that they hide none. */
export function logRequests(app: FastifyInstance, context: Context): void {
  app.addHook('preHandler', async (request) => {
    context.entries.set(request, context.journal.add(draftOf(request, context)));
  });
}

/** Adds the answers. Call it after the faults' hooks, so that they are as the client sees them. */
export function logAnswers(app: FastifyInstance, context: Context): void {
  app.addHook('onSend', async (request, reply, payload) => {
    // A body that cannot be parsed is answered before `preHandler`.
    const entry = context.entries.get(request) ?? context.journal.add(draftOf(request, context));
    const body = readAnswer(reply.getHeader('content-type'), payload);
    context.journal.complete(entry, {
      ...(entry.endpoint === 'initiate' && entry.pidx === null && { pidx: pidxOf(body) }),
      answer: { status: reply.statusCode, body, ms: Math.round(reply.elapsedTime) },
    });
    return payload;
  });
}

function draftOf(request: FastifyRequest, context: Context): Omit<LoggedRequest, 'number'> {
  const endpoint = request.routeOptions.config.endpoint;
  const target = endpoint === undefined ? undefined : targetOf(request, endpoint, context);
  return {
    at: context.now(),
    method: request.method,
    path: request.url,
    headers: redact(request.headers),
    body: request.body,
    endpoint: endpoint ?? null,
    merchant: requestingMerchant(request, context) ?? null,
    pidx: target?.pidx ?? null,
    purchaseOrderId: target?.purchaseOrderId ?? null,
    faults: [],
    answer: null,
  };
}

/** Shows how a key was sent, but not the key: it could be a real one, sent here by mistake. */
function redact(headers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      secretHeaders.includes(name) ? String(value).replace(/(^\S+ )?.+$/s, '$1[redacted]') : value,
    ]),
  );
}

function readAnswer(type: unknown, payload: unknown): unknown {
  if (typeof payload !== 'string') return null;
  if (String(type).includes('json')) {
    try {
      return JSON.parse(payload);
    } catch {
      // Half an answer, by a fault.
    }
  }
  return payload.length > MAX_TEXT ? `${payload.slice(0, MAX_TEXT)}…` : payload;
}

function pidxOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('pidx' in body)) return null;
  return typeof body.pidx === 'string' ? body.pidx : null;
}
