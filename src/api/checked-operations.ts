import { type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { checkOperationLimits } from './check-operation-limits.ts';
import { OPERATION_LIMITS } from './operation-limits.ts';

const MAX_KEPT_CHARACTERS = 1_000_000;

/** Checks operations against the limits, and remembers the size of those that passed. */
export class CheckedOperations {
  readonly schema: GraphQLSchema;
  readonly #sizes = new LRUCache<string, number>({
    maxSize: MAX_KEPT_CHARACTERS,
    sizeCalculation: (_fields, query) => query.length + 1,
  });

  constructor(schema: GraphQLSchema) {
    this.schema = schema;
  }

  /** Throws a `GraphQLError` if the operation exceeds a limit. Leaves syntax errors to Apollo Server. */
  check(query: string): void {
    if (this.#sizes.has(query)) return;
    const document = tryToParse(query);
    if (document) this.#sizes.set(query, checkOperationLimits(this.schema, document));
  }

  sizeOf(query: string): number | undefined {
    return this.#sizes.peek(query);
  }
}

function tryToParse(query: string): DocumentNode | null {
  try {
    return parse(query, { maxTokens: OPERATION_LIMITS.tokens, noLocation: true });
  } catch {
    return null;
  }
}
