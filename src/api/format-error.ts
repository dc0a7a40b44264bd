import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isUnavailable } from '../database/is-unavailable.ts';
import { ApiError, GatewayError, IdentityProviderUnavailable, ServiceUnavailable } from '../errors.ts';
import { DEFAULT_LANGUAGE, type Language } from '../languages/language.ts';
import { say } from '../languages/say.ts';
import { type Services } from '../services.ts';

/**
 * Passes on our own errors, and GraphQL's errors about the request. While the database is not available, clients may try
 * again. Masks all other errors: the client gets an id, the log has the cause under the same id, and the operator is told.
 */
export function errorFormatter({ log, errorReport, outages }: Services) {
  return (
    formatted: GraphQLFormattedError,
    error: unknown,
    language: Language = DEFAULT_LANGUAGE,
  ): GraphQLFormattedError => {
    const cause = unwrapResolverError(error);
    const { path } = formatted;
    if (cause instanceof GatewayError) {
      log.warn({ code: cause.extensions.code, reason: cause.reason, path }, 'a request to Khalti failed');
    }
    // Without a cause, nothing failed: the keys are only not asked for yet.
    if (cause instanceof IdentityProviderUnavailable && cause.originalError) {
      log.warn({ err: cause.originalError, path }, 'a request to the identity provider failed');
    }
    const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
    if (cause instanceof ApiError)
      return { ...formatted, message: cause.said?.[language] ?? formatted.message, extensions };
    if (extensions.code !== 'INTERNAL_SERVER_ERROR' || isClientMistake(cause)) {
      const code = extensions.code === 'INTERNAL_SERVER_ERROR' ? 'BAD_USER_INPUT' : extensions.code;
      return { ...formatted, extensions: { ...extensions, ...namedArgument(formatted), code, retryable: false } };
    }
    if (isUnavailable(cause)) {
      outages.note(cause);
      const unavailable = new ServiceUnavailable();
      return { ...(path ? { path } : {}), ...unavailable.toJSON(), message: messageIn(language, unavailable) };
    }
    const errorId = randomUUID();
    log.error({ err: cause, errorId, path }, 'unexpected error');
    const name = cause instanceof Error ? cause.name : 'Error';
    errorReport.add({ errorId, name, at: new Date().toISOString(), where: path?.join('.') ?? null });
    return {
      message: say(({ unexpected }) => unexpected)[language],
      ...(path ? { path } : {}),
      extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false, errorId },
    };
  };
}

/** In the language of the request, if customers read it. */
export function messageIn(language: Language, { said, message }: ApiError): string {
  return said?.[language] ?? message;
}

/**
 * Whether graphql-js refuses an argument during execution (its errors point at the document; those of a wrong result do
 * not), or Apollo Server refuses the HTTP request. Neither gives its errors a code.
 */
function isClientMistake(cause: unknown): boolean {
  if (!(cause instanceof GraphQLError)) return false;
  const { http } = cause.extensions as { http?: { status?: number } };
  const status = http?.status ?? 0;
  return (cause.nodes?.length ?? 0) > 0 || (status >= 400 && status < 500);
}

/** GraphQL names a wrong variable only in its message. */
function namedArgument({ message }: GraphQLFormattedError): { argument?: string } {
  const [, argument] = /^Variable "\$(\w+)"/.exec(message) ?? [];
  return argument === undefined ? {} : { argument };
}
