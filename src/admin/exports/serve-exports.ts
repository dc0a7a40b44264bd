import { addAbortSignal, Readable } from 'node:stream';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Config } from '../../config.ts';
import { ApiError, PermissionDenied, StepUpRequired, Unauthenticated } from '../../errors.ts';
import { nepalDay } from '../../receipts/nepali-calendar.ts';
import { type Services } from '../../services.ts';
import { AdminContext } from '../admin-context.ts';
import { TargetKind } from '../audit-entry.ts';
import { authorize } from '../authorize.ts';
import { requireStepUp } from '../operators/require-step-up.ts';
import { recordDeed } from '../record-deed.ts';
import { type Conditions, readConditions } from './export-filter.ts';
import { exportRows } from './export-rows.ts';
import { type ExportName, exportedLists } from './exported-lists.ts';

/** Lists as CSV files, at `/admin/export/payments.csv` and the like. */
export function serveExports(
  http: FastifyInstance,
  config: Config,
  services: Services,
  shutdownSignal: AbortSignal,
): void {
  for (const name of Object.keys(exportedLists) as ExportName[]) {
    http.route({
      method: 'GET',
      url: `/admin/export/${name}.csv`,
      config: { rateLimit: {} },
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        const context = new AdminContext(services, config, request, reply, shutdownSignal);
        try {
          const conditions = await begin(context, name, request);
          return await send(context, name, conditions, reply);
        } catch (error) {
          if (!(error instanceof ApiError)) throw error;
          const { message, extensions } = error;
          return reply.code(statusOf(error)).send({ errors: [{ message, extensions }] });
        }
      },
    });
  }
}

/** Audits the export before its first row, with its filters; refusals too. */
async function begin(context: AdminContext, name: ExportName, { query }: FastifyRequest): Promise<Conditions> {
  await context.operator();
  const action = `export${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const list = exportedLists[name];
  const deed = { ...(await context.actor()), action, target: { kind: TargetKind.EXPORT, id: `${name}.csv` } };
  return recordDeed(context.services, deed, {
    ask: async () => {
      for (const permission of list.permissions) await authorize(context, permission, null);
      if (list.needsStepUp) await requireStepUp(context);
      return readConditions(list.filters, query);
    },
    change: async (_em, conditions) => ({ result: conditions, after: { filter: withoutText(query) } }),
  });
}

/** The text may be a name or an address, and the audit must survive an erasure. */
function withoutText(query: unknown): object {
  const { text, ...filter } = query as Record<string, unknown>;
  return text === undefined ? filter : { ...filter, text: '[text]' };
}

async function send(
  { services, signal }: AdminContext,
  name: ExportName,
  conditions: Conditions,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const pages = exportRows(services, exportedLists[name], conditions);
  // Before the headers are sent, a failure still has a status.
  const first = await pages.next();
  const file = Readable.from(startWith(String(first.value), pages));
  // Ends the response of a slow reader too.
  addAbortSignal(signal, file);
  const fileName = `${name}-${nepalDay(new Date())}.csv`;
  return reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .send(file);
}

async function* startWith(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

function statusOf(error: ApiError): number {
  if (error instanceof Unauthenticated) return 401;
  return error instanceof PermissionDenied || error instanceof StepUpRequired ? 403 : 400;
}
