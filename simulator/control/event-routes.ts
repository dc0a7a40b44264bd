import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { paymentCard } from '../live/payment-card.ts';
import { requestCard } from '../live/request-card.ts';
import { SECOND_MS } from '../time.ts';

const KEEP_ALIVE_MS = 15 * SECOND_MS;
const MAX_WAITING_BYTES = 2_000_000;

/** An item of a list on the live page that is new or has changed. Without `html`, it is gone. */
interface Change {
  readonly list: 'payments' | 'requests';
  readonly id: string;
  readonly html?: string;
}

/** Tells the live page what happens, as server-sent events. */
export function addEventRoutes(app: FastifyInstance, context: Context): void {
  const streams = new Set<ServerResponse>();
  const tell = (change: () => Change): void => {
    if (streams.size === 0) return;
    const text = `data: ${JSON.stringify(change())}\n\n`;
    for (const stream of streams) {
      // A page that does not read, such as one of a sleeping machine, loads again when it is back.
      if (stream.writableLength > MAX_WAITING_BYTES) stream.destroy();
      else stream.write(text);
    }
  };
  context.payments.onChange((payment, isRemoved) =>
    tell(() => ({
      list: 'payments',
      id: `payment-${payment.pidx}`,
      ...(!isRemoved && { html: paymentCard(payment, context).text }),
    })),
  );
  context.journal.onChange((entry) =>
    tell(() => ({ list: 'requests', id: `request-${entry.number}`, html: requestCard(entry).text })),
  );

  app.get('/events', (_request, reply) => {
    const stream = reply.raw;
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) stream.setHeader(name, value);
    }
    reply.hijack();
    stream.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    stream.write(': hello\n\n');
    streams.add(stream);
    const timer = setInterval(() => stream.write(': still here\n\n'), KEEP_ALIVE_MS).unref();
    stream.on('close', () => {
      clearInterval(timer);
      streams.delete(stream);
    });
  });
}
