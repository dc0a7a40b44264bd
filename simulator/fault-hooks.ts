import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from './context.ts';
import type { Endpoint, Fault } from './faults.ts';
import { randomId } from './random-id.ts';

/** Lets the faults in force strike the routes of `app` that name their endpoint. */
export function addFaultHooks(app: FastifyInstance, { faults, closing }: Context): void {
  const struckBy = new WeakMap<FastifyRequest, Fault[]>();

  app.addHook('preHandler', async (request, reply) => {
    const endpoint = request.routeOptions.config.endpoint;
    if (endpoint === undefined) return;
    const struck = faults.draw(endpoint);
    struckBy.set(request, struck);
    for (const fault of struck.filter((fault) => fault.afterActing !== true)) {
      if (await strikesDown(fault, request, reply, closing)) return reply;
    }
  });

  app.addHook('onSend', async (request, reply, payload) => {
    let answer = payload;
    for (const fault of struckBy.get(request) ?? []) answer = await strikeAfter(fault, request, reply, answer, closing);
    return answer;
  });
}

/** Whether the request ends here, before it is carried out. */
async function strikesDown(
  fault: Fault,
  request: FastifyRequest,
  reply: FastifyReply,
  closing: AbortSignal,
): Promise<boolean> {
  switch (fault.kind) {
    case 'slow':
      await delay(fault, closing);
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
      sendOutage(reply, fault.status ?? 502, fault.kind === 'html-5xx');
      return true;
    case 'unauthorized':
      reply.code(401).send({ detail: 'Invalid token.', status_code: 401 });
      return true;
    default:
      return false;
  }
}

async function strikeAfter(
  fault: Fault,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  closing: AbortSignal,
): Promise<unknown> {
  const acted = fault.afterActing === true;
  switch (fault.kind) {
    case 'slow':
      if (acted) await delay(fault, closing);
      return payload;
    case 'silent':
      return acted ? never() : payload;
    case 'close-after':
      request.raw.socket.destroy();
      return payload;
    case 'html-5xx':
    case 'empty-5xx':
      if (!acted) return payload;
      reply.code(fault.status ?? 502).type('text/html');
      return fault.kind === 'html-5xx' ? outagePage(reply.statusCode) : '';
    case 'wrong-amount':
      return replaceField(payload, 'total_amount', (amount) => fault.amount ?? Number(amount) - 100);
    case 'wrong-pidx':
      return replaceField(payload, 'pidx', () => fault.pidx ?? randomId());
    case 'truncate':
      return truncate(String(payload), fault.abrupt === true, reply);
    default:
      return payload;
  }
}

function delay(fault: Fault, closing: AbortSignal): Promise<void> {
  return sleep(fault.delayMs, undefined, { signal: closing }).catch(never);
}

/** The bare page of a proxy in front of a server that is down, as others met it. */
function outagePage(status: number): string {
  const title = `${status} ${status === 502 ? 'Bad Gateway' : 'Server Error'}`;
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`;
}

export function sendOutage(reply: FastifyReply, status: number, hasPage = true): void {
  reply
    .code(status)
    .type('text/html')
    .send(hasPage ? outagePage(status) : '');
}

/** A promise that is never kept: the request hangs until the client leaves or the simulator closes. */
function never(): Promise<never> {
  return new Promise(() => {});
}

function replaceField(payload: unknown, field: string, value: (was: unknown) => unknown): unknown {
  if (typeof payload !== 'string' || !payload.startsWith('{')) return payload;
  const body: Record<string, unknown> = JSON.parse(payload);
  return field in body ? JSON.stringify({ ...body, [field]: value(body[field]) }) : payload;
}

function truncate(payload: string, isAbrupt: boolean, reply: FastifyReply): string | Promise<never> {
  const half = payload.slice(0, Math.floor(payload.length / 2));
  if (!isAbrupt) return half;
  // Written by hand: fastify would correct the length.
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  reply.raw.setHeader('content-length', Buffer.byteLength(payload));
  reply.raw.writeHead(reply.statusCode);
  reply.raw.write(half, () => reply.raw.destroy());
  return never();
}

declare module 'fastify' {
  interface FastifyContextConfig {
    endpoint?: Endpoint;
  }
}
