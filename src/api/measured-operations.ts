import { type ApolloServerPlugin } from '@apollo/server';
import { type ExecutionResult, Kind, type OperationDefinitionNode } from 'graphql';
import type { Metrics } from '../metrics/metrics.ts';

const DURATION = {
  name: 'graphql_operation_duration_seconds',
  help: 'GraphQL operations by their field of the root type; `other`: refused before that was known, `several`: more fields.',
  labels: ['operation', 'error_code'],
} as const;
const CODE = /^[A-Z][A-Z_]{0,40}$/;

/** Apollo Server runs operations with a copy of their context, which shares this object. */
const SEEN = Symbol('what was seen of an operation');

interface Seen {
  operation: string | undefined;
  errorCode: string | undefined;
}

type Result = Pick<ExecutionResult, 'errors'> | { errors?: readonly { extensions?: Record<string, unknown> }[] };

/**
 * Measures operations, both the compiled ones and those that Apollo Server runs. Their label is a field of the schema: the name of an operation is chosen by the
 * client, so that there could be any number of them.
 */
export class MeasuredOperations {
  readonly #metrics: Metrics;
  readonly #prefix: string;

  /** `prefix` tells one API from another. */
  constructor(metrics: Metrics, prefix = '') {
    this.#metrics = metrics;
    this.#prefix = prefix;
  }

  get plugin(): ApolloServerPlugin {
    return {
      requestDidStart: async () => ({
        didResolveOperation: async ({ contextValue, operation }) =>
          this.noteOperation(contextValue, operation ? rootField(operation) : 'several'),
        willSendResponse: async ({ contextValue, response: { body } }) => {
          if (body.kind === 'single') this.noteResult(contextValue, body.singleResult);
        },
      }),
    };
  }

  /** Returns when that was, for `end`. */
  begin(context: { [SEEN]?: Seen }): number {
    context[SEEN] = { operation: undefined, errorCode: undefined };
    return performance.now();
  }

  noteOperation(context: { [SEEN]?: Seen }, operation: string): void {
    const seen = context[SEEN];
    if (seen) seen.operation = operation;
  }

  noteResult(context: { [SEEN]?: Seen }, result: Result): void {
    const seen = context[SEEN];
    if (seen) seen.errorCode = codeOf(result);
  }

  end(context: { [SEEN]?: Seen }, status: number, startedAt: number): void {
    const { operation, errorCode } = context[SEEN] ?? {};
    const values = {
      operation: operation === undefined ? 'other' : this.#prefix + operation,
      error_code: errorCode ?? (status < 400 ? 'none' : 'BAD_REQUEST'),
    };
    this.#metrics.observe(DURATION, values, (performance.now() - startedAt) / 1000);
  }
}

/** Validation has found it in the schema. */
export function rootField({ selectionSet: { selections } }: OperationDefinitionNode): string {
  const [first, ...more] = selections;
  return first?.kind === Kind.FIELD && more.length === 0 ? first.name.value : 'several';
}

function codeOf({ errors }: Result): string {
  const first = errors?.[0];
  if (!first) return 'none';
  const code = String(first.extensions?.code);
  return CODE.test(code) ? code : 'other';
}
