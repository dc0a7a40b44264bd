import type { FastifyReply } from 'fastify';
import type { Fault } from './fault.ts';
import { faultAnswer } from './fault-answer.ts';
import { closeConnection, delay, hang } from './hang.ts';
import { PAISA_PER_RUPEE } from './paisa.ts';
import { randomId } from './random-id.ts';

/** Applies a fault after the request was carried out. Returns the body to send instead. */
export async function spoilAnswer(
  fault: Fault,
  body: unknown,
  reply: FastifyReply,
  shutdownSignal: AbortSignal,
): Promise<unknown> {
  switch (fault.kind) {
    case 'slow':
      if (fault.afterActing) await delay(fault.delayMs, shutdownSignal);
      return body;
    case 'silent':
      return fault.afterActing ? hang() : body;
    case 'close-after':
      closeConnection(reply.request, fault.abrupt);
      return body;
    case 'html-5xx':
    case 'empty-5xx':
    case 'answer':
      return fault.afterActing ? replaceAnswer(fault, reply) : body;
    case 'wrong-amount':
      return replaceField(body, 'total_amount', (amount) =>
        fault.amount === undefined ? Number(amount) - PAISA_PER_RUPEE : fault.amount,
      );
    case 'wrong-pidx':
      return replaceField(body, 'pidx', () => fault.pidx ?? randomId());
    case 'wrong-status':
      return replaceField(body, 'status', () => fault.word ?? 'Unheard of');
    case 'wrong-field':
      return replaceField(body, fault.field ?? '', () => fault.value, true);
    case 'truncate':
      return truncate(String(body), fault.abrupt === true, reply);
    default:
      return body;
  }
}

function replaceAnswer(fault: Fault, reply: FastifyReply): string {
  const { code, body, type = '' } = faultAnswer(fault);
  reply.code(code).type(type);
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function replaceField(body: unknown, field: string, newValue: (oldValue: unknown) => unknown, canAdd = false): unknown {
  if (typeof body !== 'string' || !body.startsWith('{')) return body;
  const fields: Record<string, unknown> = JSON.parse(body);
  if (!(field in fields || canAdd)) return body;
  return JSON.stringify({ ...fields, [field]: newValue(fields[field]) });
}

function truncate(body: string, isAbrupt: boolean, reply: FastifyReply): string | Promise<never> {
  const half = body.slice(0, Math.floor(body.length / 2));
  if (!isAbrupt) return half;
  // Written to the raw response, because fastify would correct the Content-Length.
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  reply.raw.setHeader('content-length', Buffer.byteLength(body));
  reply.raw.writeHead(reply.statusCode);
  reply.raw.write(half, () => reply.raw.destroy());
  return hang();
}
