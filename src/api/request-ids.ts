import { randomUUID } from 'node:crypto';
import { type IncomingMessage } from 'node:http';
import { type FastifyInstance } from 'fastify';
import { type Config } from '../config.ts';
import { currentRequestId } from '../logging/request-id.ts';

const HEADER = 'x-request-id';
// Nothing that could forge another line or field of a log.
const ACCEPTABLE = /^[\w.:/+=@-]{1,128}$/;

/** A proxy's id of the request, so that its log and ours can be joined. Without a trusted proxy the client chose it. */
export function requestIdFor({ trustProxy }: Config) {
  return ({ headers }: IncomingMessage): string => {
    const given = trustProxy > 0 ? headers[HEADER] : undefined;
    return typeof given === 'string' && ACCEPTABLE.test(given) ? given : randomUUID();
  };
}

/** Answers with the id, and adds it to the lines that are logged while the request is answered. */
export function addRequestIds(http: FastifyInstance): void {
  http.addHook('onRequest', (request, reply, done) => {
    void reply.header(HEADER, request.id);
    done();
  });
  // Not earlier: reading the body would leave the context.
  http.addHook('preHandler', (request, _reply, done) => currentRequestId.run(request.id, done));
}
