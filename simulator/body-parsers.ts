import type { FastifyInstance } from 'fastify';

export function addJsonParser(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    // Many scripts send a JSON header without a body. That is a request without a body, not broken JSON.
    if (body === '') return done(null, undefined);
    try {
      done(null, JSON.parse(body.toString()));
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'not JSON';
      done(Object.assign(new Error(`JSON parse error - ${reason}`), { statusCode: 400 }), undefined);
    }
  });
}

export function addFormParser(app: FastifyInstance): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(body.toString())));
  });
}
