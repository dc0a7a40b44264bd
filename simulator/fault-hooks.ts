import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendAnswer } from './answer.ts';
import { invalidToken } from './authenticate.ts';
import type { Context } from './context.ts';
import type { Fault } from './fault.ts';
import { faultAnswer } from './fault-answer.ts';
import type { Endpoint } from './fault-kinds.ts';
import { closeConnection, delay } from './hang.ts';
import { targetOf } from './requested-payment.ts';
import { spoilAnswer } from './spoil-answer.ts';
import { throttled } from './throttle.ts';

/** Applies the active faults to the routes of `app` whose config names an endpoint. */
export function addFaultHooks(app: FastifyInstance, context: Context): void {
  const { faults, shutdownSignal } = context;
  const faultsByRequest = new WeakMap<FastifyRequest, Fault[]>();

  app.addHook('preHandler', async (request, reply) => {
    const endpoint = request.routeOptions.config.endpoint;
    if (endpoint === undefined) return;
    const selected = faults.select(targetOf(request, endpoint, context));
    faultsByRequest.set(request, selected);
    const entry = context.entries.get(request);
    if (entry && selected.length > 0) context.journal.complete(entry, { faults: selected.map(({ kind }) => kind) });
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
      closeConnection(request, fault.abrupt);
      return true;
    case 'html-5xx':
    case 'empty-5xx':
    case 'answer':
      sendAnswer(reply, faultAnswer(fault));
      return true;
    case 'throttled':
      sendAnswer(reply, throttled(fault.retryAfterSeconds ?? 60));
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
