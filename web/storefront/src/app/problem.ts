import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { texts } from '../texts/texts.ts';

type ProblemCode = keyof typeof texts.problems;

/** What went wrong, in words that a customer can use. */
export interface Problem {
  code: ProblemCode;
  text: string;
  /** Whether the same request may succeed later, unchanged. */
  isRetryable: boolean;
  /** The argument that the server complains about. */
  argument: string | null;
}

interface Extensions {
  code?: unknown;
  retryable?: unknown;
  retryAfterSeconds?: unknown;
  errorId?: unknown;
  argument?: unknown;
}

export function problemOf(error: unknown): Problem {
  const extensions = extensionsOf(error);
  const code = isProblemCode(extensions?.code) ? extensions.code : extensions ? 'INTERNAL_SERVER_ERROR' : 'SERVER_AWAY';
  return {
    code,
    text: [texts.problems[code], ...detailsOf(extensions)].join(' '),
    isRetryable: code === 'SERVER_AWAY' || extensions?.retryable === true,
    argument: typeof extensions?.argument === 'string' ? extensions.argument : null,
  };
}

/** Null where the answer is not the API's: no connection, or a proxy that speaks for a server that is away. */
function extensionsOf(error: unknown): Extensions | null {
  if (CombinedGraphQLErrors.is(error)) return error.errors[0]?.extensions ?? {};
  return ServerError.is(error) ? extensionsIn(error.bodyText) : null;
}

function extensionsIn(body: string): Extensions | null {
  try {
    const { errors } = JSON.parse(body) as { errors?: { extensions?: Extensions }[] };
    return errors?.[0]?.extensions ?? null;
  } catch {
    return null;
  }
}

function detailsOf(extensions: Extensions | null): string[] {
  const { retryAfterSeconds, errorId } = extensions ?? {};
  if (typeof retryAfterSeconds === 'number') return [texts.waitFor(texts.seconds(retryAfterSeconds))];
  return typeof errorId === 'string' ? [texts.errorId(errorId)] : [];
}

function isProblemCode(code: unknown): code is ProblemCode {
  return typeof code === 'string' && Object.hasOwn(texts.problems, code);
}
