import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { kitTexts } from './texts.ts';

/** A failed request, as it is shown to the user. */
export interface Problem<Code extends string = string> {
  code: Code;
  text: string;
  /** Whether the same request may succeed later. */
  isRetryable: boolean;
  /** The argument that the server refused. */
  argument: string | null;
}

interface Extensions {
  code?: unknown;
  retryable?: unknown;
  retryAfterSeconds?: unknown;
  errorId?: unknown;
  argument?: unknown;
}

type KitCode = keyof typeof kitTexts.problems;

/** `problems` has a text for each error code that the app knows. */
export function describeProblem<Code extends string>(
  error: unknown,
  problems: Record<Code | KitCode, string>,
): Problem<Code | KitCode> {
  const extensions = extensionsOf(error);
  const code = codeOf(extensions, problems);
  return {
    code,
    text: reasonOf(error) ?? [problems[code], ...detailsOf(extensions)].join(' '),
    isRetryable: code === 'SERVER_UNREACHABLE' || extensions?.retryable === true,
    argument: typeof extensions?.argument === 'string' ? extensions.argument : null,
  };
}

/** The server's own sentence about a value that the user entered. GraphQL's sentences about variables are not for users. */
function reasonOf(error: unknown): string | null {
  const [first] = CombinedGraphQLErrors.is(error) ? error.errors : [];
  const isForUser = first?.extensions?.code === 'BAD_USER_INPUT' && typeof first.extensions.argument === 'string';
  return isForUser && !first.message.startsWith('Variable ') ? first.message : null;
}

/** Null if the API did not answer: there is no connection, or a proxy answered instead. */
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

function codeOf<Code extends string>(
  extensions: Extensions | null,
  problems: Record<Code | KitCode, string>,
): Code | KitCode {
  if (!extensions) return 'SERVER_UNREACHABLE';
  const { code } = extensions;
  return typeof code === 'string' && Object.hasOwn(problems, code) ? (code as Code) : 'INTERNAL_SERVER_ERROR';
}

function detailsOf(extensions: Extensions | null): string[] {
  const { retryAfterSeconds, errorId } = extensions ?? {};
  if (typeof retryAfterSeconds === 'number') return [kitTexts.waitFor(kitTexts.wait(retryAfterSeconds))];
  return typeof errorId === 'string' ? [kitTexts.errorId(errorId)] : [];
}
