import { type ApolloServerPlugin } from '@apollo/server';
import {
  BREAK,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { type RequestContext } from './request-context.ts';

// Compiling costs as much as dozens of executions, so only repeated operations are compiled.
const COMPILED_AFTER = 3;
const MAX_KEPT = 500;
const MAX_QUERY_LENGTH = 10_000;

type Result = ExecutionResult | Promise<ExecutionResult>;
export type CompiledOperation = (context: RequestContext, variables: Record<string, unknown>) => Result;

/**
 * Repeated operations, compiled to functions. Apollo Server has parsed and validated them, with all limits, before they are
 * compiled. Operations that the compiler would run wrongly stay with Apollo Server. See docs/decisions/compiled-operations.md.
 */
export class CompiledOperations {
  readonly #schema: GraphQLSchema;
  readonly #times = new LRUCache<string, number>({ max: MAX_KEPT });
  // A cache of its own, so that operations that are sent once evict no compiled ones.
  readonly #compiled = new LRUCache<string, CompiledOperation>({ max: MAX_KEPT });

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  find(query: string, operationName: string | undefined): CompiledOperation | null {
    return this.#compiled.get(keyOf(query, operationName)) ?? null;
  }

  /** Counts the operations that Apollo Server found valid. */
  get plugin(): ApolloServerPlugin<RequestContext> {
    return {
      requestDidStart: async () => ({
        didResolveOperation: async ({ source, document, operation, request }) => {
          // Apollo Server has to refuse mutations over GET.
          if (request.http?.method !== 'POST' || !operation || source.length > MAX_QUERY_LENGTH) return;
          if (isCompilable(document, operation)) this.#count(source, document, request.operationName);
        },
      }),
    };
  }

  #count(query: string, document: DocumentNode, operationName: string | undefined): void {
    const key = keyOf(query, operationName);
    const times = (this.#times.get(key) ?? 0) + 1;
    this.#times.set(key, times);
    if (times < COMPILED_AFTER || this.#compiled.has(key)) return;
    const made = compileQuery(this.#schema, document, operationName);
    if (isCompiledQuery(made)) this.#compiled.set(key, (context, variables) => made.query(null, context, variables));
  }
}

/**
 * Whether graphql-jit follows the specification here. It loses fields of a fragment that is spread both with and without a
 * condition, continues a mutation after its first field failed, and loses an alias `__proto__`.
 */
function isCompilable(document: DocumentNode, { operation, selectionSet }: OperationDefinitionNode): boolean {
  if (operation === OperationTypeNode.SUBSCRIPTION) return false;
  const { selections } = selectionSet;
  const isOneField = selections.length === 1 && selections[0]?.kind === Kind.FIELD;
  if (operation === OperationTypeNode.MUTATION && !isOneField) return false;
  let isPlain = true;
  const refuse = () => {
    isPlain = false;
    return BREAK;
  };
  visit(document, { Directive: refuse, Field: ({ alias }) => (alias?.value === '__proto__' ? refuse() : undefined) });
  return isPlain;
}

function keyOf(query: string, operationName = ''): string {
  return `${operationName}\0${query}`;
}
