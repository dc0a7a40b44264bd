import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { type GraphQLFormattedError } from 'graphql';
import { GatewayTrouble, IdentityProviderUnavailable, Refusal } from '../errors.ts';
import { type Services } from '../services.ts';

/**
 * What a client may see of an error: our own refusals, and GraphQL's complaints about the request, as they are;
 * everything else masked, under an id that stands in the log beside the cause, and that an operator is told.
 */
export function errorFormatter({ log, errorReport }: Services) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = unwrapResolverError(error);
    const { path } = formatted;
    if (cause instanceof GatewayTrouble) {
      log.warn({ code: cause.extensions.code, reason: cause.reason, path }, 'trouble with Khalti');
    }
    if (cause instanceof IdentityProviderUnavailable) {
      log.warn({ err: cause.originalError, path }, 'trouble with the identity provider');
    }
    const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
    if (cause instanceof Refusal) return { ...formatted, extensions };
    if (extensions.code !== 'INTERNAL_SERVER_ERROR') {
      return { ...formatted, extensions: { ...extensions, ...namedArgument(formatted), retryable: false } };
    }
    const errorId = randomUUID();
    log.error({ err: cause, errorId, path }, 'unexpected error');
    const name = cause instanceof Error ? cause.name : 'Error';
    errorReport.note({ errorId, name, at: new Date().toISOString(), where: path?.join('.') ?? null });
    return {
      message: 'Something went wrong on our side.',
      ...(path ? { path } : {}),
      extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false, errorId },
    };
  };
}

/** GraphQL names a variable that it cannot read only in its sentence. */
function namedArgument({ message }: GraphQLFormattedError): { argument?: string } {
  const [, argument] = /^Variable "\$(\w+)"/.exec(message) ?? [];
  return argument === undefined ? {} : { argument };
}
