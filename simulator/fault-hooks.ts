import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { outage, sendAnswer } from './answer.ts';
import { invalidToken } from './authenticate.ts';
import type { Context } from './context.ts';
import type { Endpoint, Fault } from './fault.ts';
import { delay } from './hang.ts';
import { spoilAnswer } from './spoil-answer.ts';

/** Applies the active faults to the routes of `app` whose config names an endpoint. */
export function addFaultHooks(app: FastifyInstance, { faults, shutdownSignal }: Context): void {
  const faultsByRequest = new WeakMap<FastifyRequest, Fault[]>();

  app.addHook('preHandler', async (request, reply) => {
    const endpoint = request.routeOptions.config.endpoint;
    if (endpoint === undefined) return;
    const selected = faults.select(endpoint);
    faultsByRequest.set(request, selected);
    for (const fault of selected.filter((fault) => fault.afterActing !== true)) {
      if (await endsRequest(fault, request, reply, shutdownSignal)) return reply;
    }
  });

  app.addHook('onSend', async (request, reply, payload) => {
    let body = payload;
    for (const fault of faultsByRequest.get(request) ?? []) {
      body = await spoilAnswer(fault, body, reply, shutdownSignal);
    }
    return body;
  });
}

/** Applies a fault before the request is carried out. Returns true when the request ends here. */
async function endsRequest(
  fault: Fault,
  request: FastifyRequest,
  reply: FastifyReply,
  shutdownSignal: AbortSignal,
): Promise<boolean> {
  switch (fault.kind) {
    case 'slow':
      await delay(fault.delayMs, shutdownSignal);
      return false;
    case 'silent':
      reply.hijack();
      return true;
    case 'close-before':
      reply.hijack();
      request.raw.socket.destroy();
      return true;
    case 'html-5xx':
    case 'empty-5xx':
      sendAnswer(reply, outage(fault.status, fault.kind === 'html-5xx'));
      return true;
    case 'unauthorized':
      sendAnswer(reply, invalidToken);
      return true;
    default:
      return false;
  }
}

declare module 'fastify' {
  interface FastifyContextConfig {
    endpoint?: Endpoint;
  }
}
