import { STATUS_CODES } from 'node:http';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { sendAnswer, validationError } from './answer.ts';
import { addApiRoutes } from './api-routes.ts';
import { addJsonParser } from './body-parsers.ts';
import type { Context } from './context.ts';
import { addControlRoutes } from './control/control-routes.ts';
import { addLiveRoutes } from './live/live-routes.ts';
import { addPageRoutes } from './page-routes.ts';
import { refuseForeignPages } from './refuse-foreign-pages.ts';

/** On every answer, so that a client can detect the simulator. */
const SIMULATOR_HEADER = 'x-khalti-simulator';
const BODY_LIMIT_BYTES = 100_000;

/** The server with all routes, not yet listening. `flush` comes before each answer, so that a crash loses nothing. */
export function buildServer(context: Context, flush: () => void, allowedHosts: readonly string[]): FastifyInstance {
  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    frameworkErrors: (error, _request, reply: FastifyReply) => {
      sendAnswer(reply.header(SIMULATOR_HEADER, '1'), validationError({ detail: error.message }));
    },
    clientErrorHandler: (_error, socket) => {
      if (!socket.writable) return;
      socket.end(`HTTP/1.1 400 ${STATUS_CODES[400]}\r\n${SIMULATOR_HEADER}: 1\r\nConnection: close\r\n\r\n`);
    },
  });

  app.addHook('onRequest', async (_request, reply) => {
    reply.header(SIMULATOR_HEADER, '1');
  });
  refuseForeignPages(app, context, allowedHosts);
  app.addHook('onSend', async () => flush());
  addJsonParser(app);

  app.register(async (scope) => addApiRoutes(scope, context), { prefix: '/api' });
  app.register(async (scope) => addControlRoutes(scope, context), { prefix: '/simulator' });
  app.register(async (scope) => addPageRoutes(scope, context));
  app.register(async (scope) => addLiveRoutes(scope, context));
  return app;
}
