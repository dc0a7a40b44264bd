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
import { type Call } from '../call.ts';

// To compile takes as long as to answer dozens of times: only what comes again is worth it.
const COMPILED_AFTER = 3;
const MOST_KEPT = 500;
const LONGEST_QUERY = 10_000;

type Result = ExecutionResult | Promise<ExecutionResult>;
export type CompiledOperation = (call: Call, variables: Record<string, unknown>) => Result;

/**
 * The operations that clients repeat, as plain functions. Apollo Server parses and validates them, with all the limits
 * that it keeps, until they are known. Documents that the compiler would not run as the specification has it stay Apollo
 * Server's.
 */
export class CompiledOperations {
  readonly #schema: GraphQLSchema;
  readonly #times = new LRUCache<string, number>({ max: MOST_KEPT });
  // Apart, so that queries that come once drive none of these out.
  readonly #compiled = new LRUCache<string, CompiledOperation>({ max: MOST_KEPT });

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  find(query: string, operationName: string | undefined): CompiledOperation | null {
    return this.#compiled.get(keyOf(query, operationName)) ?? null;
  }

  /** Tells this of what Apollo Server found valid. */
  get plugin(): ApolloServerPlugin<Call> {
    return {
      requestDidStart: async () => ({
        didResolveOperation: async ({ source, document, operation, request }) => {
          // Over GET only queries are allowed, which is for Apollo Server to see to.
          if (request.http?.method !== 'POST' || !operation || source.length > LONGEST_QUERY) return;
          if (isCompilable(document, operation)) this.#note(source, document, request.operationName);
        },
      }),
    };
  }

  #note(query: string, document: DocumentNode, operationName: string | undefined): void {
    const key = keyOf(query, operationName);
    const times = (this.#times.get(key) ?? 0) + 1;
    this.#times.set(key, times);
    if (times < COMPILED_AFTER || this.#compiled.has(key)) return;
    const made = compileQuery(this.#schema, document, operationName);
    if (isCompiledQuery(made)) this.#compiled.set(key, (call, variables) => made.query(null, call, variables));
  }
}

/**
 * Whether graphql-jit runs it as the specification has it. It loses fields of a fragment that is spread under a condition
 * and again without; goes on with a mutation whose first field has failed; and loses an alias `__proto__`.
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
