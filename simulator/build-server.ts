import { STATUS_CODES } from 'node:http';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { addApiRoutes } from './api-routes.ts';
import type { Context } from './context.ts';
import { addControlRoutes } from './control-routes.ts';
import { addHomeRoutes } from './home-routes.ts';
import { addPageRoutes } from './page-routes.ts';

const MARK = 'x-khalti-simulator';
const BODY_LIMIT_BYTES = 100_000;

/** The server with all routes, not yet listening. `saved` is waited for before each answer. */
export function buildServer(context: Context, saved: () => Promise<void>): FastifyInstance {
  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    frameworkErrors: (error, _request, reply: FastifyReply) => {
      reply.header(MARK, '1').code(400).send({ detail: error.message, error_key: 'validation_error' });
    },
    clientErrorHandler: (_error, socket) => {
      if (socket.writable) socket.end(`HTTP/1.1 400 ${STATUS_CODES[400]}\r\n${MARK}: 1\r\nConnection: close\r\n\r\n`);
    },
  });

  app.addHook('onRequest', async (_request, reply) => {
    reply.header(MARK, '1');
  });
  app.addHook('onSend', async () => saved());
  readBodies(app);

  const logged = (scope: FastifyInstance): void => {
    scope.addHook('preHandler', async ({ method, url, body }) => {
      context.requests.add({ at: context.now(), method, path: url, body });
    });
  };
  app.register(
    async (scope) => {
      logged(scope);
      addApiRoutes(scope, context);
    },
    { prefix: '/api' },
  );
  app.register(async (scope) => addControlRoutes(scope, context), { prefix: '/simulator' });
  app.register(async (scope) => {
    logged(scope);
    addPageRoutes(scope, context);
  });
  app.register(async (scope) => addHomeRoutes(scope, context));
  return app;
}

function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  // Scripts post without a body and often still with a JSON header: no body is no body.
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    if (body === '') return done(null, undefined);
    try {
      done(null, JSON.parse(body.toString()));
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'not JSON';
      done(Object.assign(new Error(`JSON parse error - ${reason}`), { statusCode: 400 }), undefined);
    }
  });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(body.toString())));
  });
}
