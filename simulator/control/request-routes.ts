import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { endpoints } from '../fault-kinds.ts';
import type { LoggedRequest } from '../journal/journal.ts';
import { parse } from '../parse.ts';
import { nepalTime, SECOND_MS } from '../time.ts';
import { merchantOfKey } from './merchant-of-key.ts';

const filters = z
  .strictObject({
    endpoint: z.enum(endpoints),
    pidx: z.string(),
    purchaseOrderId: z.string(),
    key: z.string(),
    after: z.coerce.number().int().min(0),
    wait: z.coerce.number().min(0).max(60),
    limit: z.coerce.number().int().min(1).max(500),
  })
  .partial();

type Matches = (entry: LoggedRequest) => boolean;

/** The journal, the oldest first. With `wait`, answers as soon as a matching request has come. */
export function addRequestRoutes(app: FastifyInstance, context: Context): void {
  const { journal } = context;
  app.get('/requests', async ({ query }) => {
    const { wait = 0, limit = 500, ...given } = parse(filters, query);
    const matches = matcher(given, context);
    if (wait > 0 && !journal.entries.some(matches)) await nextMatch(matches, wait * SECOND_MS, context);
    const found = journal.entries.filter(matches).slice(0, limit);
    return { last: journal.last, requests: found.map((entry) => ({ ...entry, at: nepalTime(entry.at) })) };
  });
}

function matcher(
  { after = 0, endpoint, pidx, purchaseOrderId, key }: z.infer<typeof filters>,
  context: Context,
): Matches {
  const merchant = merchantOfKey(key, context);
  return (entry) =>
    entry.number > after &&
    (endpoint === undefined || entry.endpoint === endpoint) &&
    (pidx === undefined || entry.pidx === pidx) &&
    (purchaseOrderId === undefined || entry.purchaseOrderId === purchaseOrderId) &&
    (merchant === undefined || entry.merchant === merchant);
}

/** Resolves at the next match, after `ms`, or when the simulator stops. */
function nextMatch(matches: Matches, ms: number, { journal, shutdownSignal }: Context): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      stopListening();
      clearTimeout(timer);
      shutdownSignal.removeEventListener('abort', end);
      resolve();
    };
    const stopListening = journal.onChange((entry) => {
      if (matches(entry)) end();
    });
    const timer = setTimeout(end, ms);
    shutdownSignal.addEventListener('abort', end, { once: true });
  });
}
