import { GraphQLError } from 'graphql';

/**
 * What one document may cost. Checked before validation, which takes time that grows with the square of a document's size.
 * Everything is counted as often as it is selected, with fragments expanded, in all operations of the document.
 */
export const OPERATION_LIMITS = {
  tokens: 2000,
  fields: 500,
  aliases: 15,
  depth: 12,
  /** Pairs of fields with the same name in one place: validation compares each pair. */
  repeatedPairs: 500,
  mutations: 3,
  /** Estimated, with each list at its greatest length. */
  responseBytes: 500_000,
};

export type OperationLimit = keyof typeof OPERATION_LIMITS;

const WHAT: Record<OperationLimit, string> = {
  tokens: 'tokens',
  fields: 'fields, with fragments expanded',
  aliases: 'aliases',
  depth: 'levels of depth',
  repeatedPairs: 'pairs of fields with the same name in one place',
  mutations: 'mutations',
  responseBytes: 'bytes of response, estimated',
};

export function enforceLimit(name: OperationLimit, value: number): void {
  if (value > OPERATION_LIMITS[name]) throw limitExceeded(name);
}

function limitExceeded(limit: OperationLimit): GraphQLError {
  const message = `This operation is too large: it may have at most ${OPERATION_LIMITS[limit]} ${WHAT[limit]}.`;
  return new GraphQLError(message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED', limit } });
}
