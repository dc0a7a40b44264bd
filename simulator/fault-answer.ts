import { type Answer, outage } from './answer.ts';
import type { Fault } from './fault.ts';

/** The answer that `html-5xx`, `empty-5xx` and `answer` give. */
export function faultAnswer({ kind, status, body = { detail: 'Refused by a fault.' } }: Fault): Answer {
  if (kind !== 'answer') return outage(status, kind === 'html-5xx');
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  return { code: status ?? 200, body, type };
}
