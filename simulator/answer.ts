import type { FastifyReply } from 'fastify';

export interface Answer {
  readonly code: number;
  readonly body: object | string;
  /** Default: JSON. */
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Documented: Khalti's refusals carry `error_key` beside the fields. */
export function validationError(fields: object, code = 400): Answer {
  return { code, body: { ...fields, error_key: 'validation_error' } };
}

/** Observed: an outage answers with a proxy's HTML page, or with an empty body. */
export function outage(code = 502, hasPage = true) {
  const title = `${code} ${code === 502 ? 'Bad Gateway' : 'Server Error'}`;
  const page = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`;
  return { code, body: hasPage ? page : '', type: 'text/html' } satisfies Answer;
}

export function sendAnswer(reply: FastifyReply, { code, body, type, headers = {} }: Answer): FastifyReply {
  if (type !== undefined) reply.type(type);
  return reply.code(code).headers(headers).send(body);
}
