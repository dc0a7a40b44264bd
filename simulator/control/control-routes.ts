import type { FastifyError, FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { InvalidInput, parse } from '../parse.ts';
import { ActionNotAllowed } from '../payment.ts';
import { addEventRoutes } from './event-routes.ts';
import { merchantOfKey } from './merchant-of-key.ts';
import { addPaymentRoutes } from './payment-routes.ts';
import { addRequestRoutes } from './request-routes.ts';
import { addStateRoutes } from './state-routes.ts';

const keyFilter = z.strictObject({ key: z.string().optional() });

/** The control API: scripts change payments, settings, faults and time. Khalti has no such API. */
export function addControlRoutes(app: FastifyInstance, context: Context): void {
  const { settings, faults, payments } = context;
  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    if (error instanceof InvalidInput) return reply.code(400).send({ error: error.message, field: error.field });
    if (error instanceof ActionNotAllowed) return reply.code(409).send({ error: error.message });
    const hint = error.statusCode === 415 ? ' Send JSON, with content-type: application/json.' : '';
    return reply.code(error.statusCode ?? 500).send({ error: `${error.message}${hint}` });
  });
  app.setNotFoundHandler((_request, reply) => {
    return reply.code(404).send({ error: `Unknown path. Open ${context.url()}/reference for a list of the paths.` });
  });

  app.get('/health', () => ({ status: 'ok', payments: payments.byPidx.size }));
  app.get('/settings', () => settings.values);
  app.put('/settings', ({ body }) => settings.change(body));
  app.get('/faults', ({ query }) => faults.list(keyOf(query, context)));
  app.put('/faults', ({ query, body }) => {
    const key = keyOf(query, context);
    faults.set(body, key);
    return faults.list(key);
  });
  addPaymentRoutes(app, context);
  addRequestRoutes(app, context);
  addStateRoutes(app, context);
  addEventRoutes(app, context);
}

/** Refuses a key that no merchant has. */
function keyOf(query: unknown, context: Context): string | undefined {
  const { key } = parse(keyFilter, query);
  merchantOfKey(key, context);
  return key;
}
