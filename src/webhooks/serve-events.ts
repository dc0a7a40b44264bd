import { type FastifyInstance } from 'fastify';
import { type Config } from '../config.ts';
import { BadUserInput } from '../errors.ts';
import { type Services } from '../services.ts';
import { ApiKeyScope } from './api-key.ts';
import { checkApiKey, readApiKeyHash } from './check-api-key.ts';
import { EventsRemoved } from './errors.ts';
import { findEvents } from './find-events.ts';
import { serveForBackends } from './serve-for-backends.ts';

const MAX_LIMIT = 100;

/** `GET /api/events?after=…`: what has happened since, for backends that were away or that receive nothing. */
export async function serveEvents(http: FastifyInstance, config: Config, services: Services): Promise<void> {
  serveForBackends(http, config, '/api/events', async (request) => {
    const keyHash = readApiKeyHash(request);
    const { after = '0', limit = String(MAX_LIMIT) } = request.query as Record<string, unknown>;
    if (typeof after !== 'string' || !/^\d{1,15}$/.test(after)) {
      throw new BadUserInput('after', 'after must be a cursor of this feed, or 0 for the oldest event.');
    }
    if (typeof limit !== 'string' || !/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > MAX_LIMIT) {
      throw new BadUserInput('limit', `limit must be from 1 to ${MAX_LIMIT}.`);
    }
    const found = await findEvents(services.sql, keyHash, Number(after), Number(limit));
    checkApiKey(services, found?.key ?? null, ApiKeyScope.EVENTS);
    const { removedNumber = 0, events = [] } = found ?? {};
    if (Number(after) > 0 && Number(after) < removedNumber) throw new EventsRemoved(String(removedNumber));
    return { events, next: events.at(-1)?.cursor ?? after, hasMore: events.length === Number(limit) };
  });
}
