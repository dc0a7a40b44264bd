import { CombinedGraphQLErrors } from '@apollo/client/errors';

export function isTokenInvalid(error: unknown): boolean {
  return CombinedGraphQLErrors.is(error) && error.errors.some(({ extensions }) => extensions?.code === 'TOKEN_INVALID');
}
