import { type FastifyInstance } from 'fastify';
import { sendReceipt } from '../../api/receipts.ts';
import { type Config } from '../../config.ts';
import { PermissionDenied, Unauthenticated } from '../../errors.ts';
import { findReceipt } from '../../receipts/find-receipts.ts';
import { type Services } from '../../services.ts';
import { AdminContext } from '../admin-context.ts';
import { authorize } from '../authorize.ts';
import { Permission } from '../permissions.ts';

interface Route {
  Params: { key: string };
}

/** A customer's receipt, for operators: always a copy. */
export function serveReceiptsToOperators(
  http: FastifyInstance,
  config: Config,
  services: Services,
  shutdownSignal: AbortSignal,
): void {
  http.route<Route>({
    method: 'GET',
    url: '/admin/receipts/:key',
    config: { rateLimit: {} },
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      const context = new AdminContext(services, config, request, reply, shutdownSignal);
      try {
        await context.operator();
        await authorize(context, Permission.READ, null);
      } catch (error) {
        if (!(error instanceof Unauthenticated || error instanceof PermissionDenied)) throw error;
        return reply
          .code(error instanceof Unauthenticated ? 401 : 403)
          .type('text/plain')
          .send(error.message);
      }
      const found = await findReceipt(context.em, request.params.key);
      if (!found) return reply.code(404).type('text/plain').send('There is no such receipt.');
      return sendReceipt(reply, services, found, { isCopy: true, isDownload: false });
    },
  });
}
