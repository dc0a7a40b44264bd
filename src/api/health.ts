import { type FastifyInstance } from 'fastify';
import { isUnavailable } from '../database/is-unavailable.ts';
import { pendingMigrations } from '../database/migrations.ts';
import { type Services } from '../services.ts';
import { type Shutdown } from './shutdown.ts';

/** For load balancers. Live: this process answers. Ready: its database answers too, is up to date, and no stop has begun. */
export function serveHealth(http: FastifyInstance, { orm, sql, log, outages }: Services, shutdown: Shutdown): void {
  let isMigrated = false;

  http.get('/health/live', async () => ({ status: 'live' }));

  http.get('/health/ready', async (_request, reply) => {
    if (shutdown.isAnnounced) return reply.code(503).send({ status: 'not ready', reason: 'the server is stopping' });
    try {
      await sql.read({ name: 'ready', text: 'select 1', values: [] });
      isMigrated ||= (await pendingMigrations(orm)).length === 0;
    } catch (error) {
      if (isUnavailable(error)) outages.note(error);
      else log.warn({ err: error }, 'health: the database does not answer');
      return reply.code(503).send({ status: 'not ready', reason: 'the database does not answer' });
    }
    if (!isMigrated) return reply.code(503).send({ status: 'not ready', reason: 'migrations are pending' });
    return { status: 'ready' };
  });
}
