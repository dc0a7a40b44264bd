import { type FastifyInstance } from 'fastify';
import { pendingMigrations } from '../database/migrations.ts';
import { type Services } from '../services.ts';

/** For load balancers. Live: this process answers. Ready: its database answers too, and is up to date. */
export function serveHealth(http: FastifyInstance, { orm, log }: Services): void {
  let isMigrated = false;

  http.get('/health/live', async () => ({ status: 'live' }));

  http.get('/health/ready', async (_request, reply) => {
    try {
      await orm.em.fork().execute('select 1');
      isMigrated ||= (await pendingMigrations(orm)).length === 0;
    } catch (error) {
      log.warn({ err: error }, 'health: the database does not answer');
      return reply.code(503).send({ status: 'not ready', reason: 'the database does not answer' });
    }
    if (!isMigrated) return reply.code(503).send({ status: 'not ready', reason: 'migrations are pending' });
    return { status: 'ready' };
  });
}
