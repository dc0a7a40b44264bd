import { type ApolloServerPlugin, type GraphQLRequestContextWillSendResponse } from '@apollo/server';
import {
  BREAK,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  visit,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { type CheckedOperations } from './checked-operations.ts';
import { rootField } from './measured-operations.ts';
import { type RequestContext } from './request-context.ts';

// Compiling costs as much as dozens of executions, so only repeated operations are compiled.
const COMPILED_AFTER = 3;
const MAX_COUNTED = 1000;
// A compiled field takes 2 to 5 KB of memory.
const MAX_FIELDS_EACH = 150;
const MAX_FIELDS_KEPT = 1500;
// Compiling blocks the process, so it may take at most a twentieth of the time.
const PAUSE_FACTOR = 20;
const AGE_EVERY_MS = 60_000;

type Result = ExecutionResult | Promise<ExecutionResult>;
interface Run {
  (context: RequestContext, variables: Record<string, unknown>): Result;
  /** The field of the root type. */
  readonly field?: string;
}

interface CompiledOperation {
  run: Run;
  fields: number;
  uses: number;
}

/**
 * Repeated operations, compiled to functions. Apollo Server has parsed and validated them, with all limits, and answered
 * them without an error. Operations that the compiler would run wrongly, or whose size is unknown, stay with Apollo Server.
 * See docs/decisions/compiled-operations.md.
 */
export class CompiledOperations {
  readonly #schema: GraphQLSchema;
  readonly #checked: CheckedOperations;
  readonly #uses = new LRUCache<string, number>({ max: MAX_COUNTED });
  readonly #compiled = new Map<string, CompiledOperation>();
  readonly #clock: NodeJS.Timeout;
  #fieldsKept = 0;
  #nextCompilationAt = 0;

  constructor(schema: GraphQLSchema, checked: CheckedOperations) {
    this.#schema = schema;
    this.#checked = checked;
    this.#clock = setInterval(() => this.#age(), AGE_EVERY_MS).unref();
  }

  find(query: string, operationName: string | undefined): Run | null {
    const compiled = this.#compiled.get(keyOf(query, operationName));
    if (!compiled) return null;
    compiled.uses += 1;
    return compiled.run;
  }

  /** Compiles an operation at once, and keeps it. It was validated, and is one of few. Does nothing with others. */
  keep(query: string): void {
    const document = parse(query);
    const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
    const [operation] = operations;
    if (operations.length !== 1 || !operation || !isCompilable(document, operation)) return;
    const fields = this.#checked.sizeOf(query) ?? 0;
    const counted = { fields, uses: Number.POSITIVE_INFINITY, field: rootField(operation) };
    // Clients may name the only operation, or not.
    for (const name of [undefined, operation.name?.value]) this.#compile(query, document, name, counted);
    this.#nextCompilationAt = 0;
  }

  get plugin(): ApolloServerPlugin<RequestContext> {
    return {
      requestDidStart: async () => ({
        willSendResponse: async (answered) => this.#count(answered),
      }),
    };
  }

  close(): void {
    clearInterval(this.#clock);
  }

  #count(answered: GraphQLRequestContextWillSendResponse<RequestContext>): void {
    const { source, document, operation, request, response, queryHash } = answered;
    // Apollo Server has to refuse mutations over GET.
    if (!source || !document || !operation || request.http?.method !== 'POST') return;
    if (response.body.kind !== 'single' || response.body.singleResult.errors) return;
    const fields = this.#checked.sizeOf(source);
    if (fields === undefined || fields > MAX_FIELDS_EACH || !isCompilable(document, operation)) return;
    const counted = keyOf(queryHash, request.operationName);
    const uses = (this.#uses.get(counted) ?? 0) + 1;
    this.#uses.set(counted, uses);
    if (uses < COMPILED_AFTER || this.#compiled.has(keyOf(source, request.operationName))) return;
    if (performance.now() >= this.#nextCompilationAt && this.#makeRoom(fields, uses)) {
      this.#compile(source, document, request.operationName, { fields, uses, field: rootField(operation) });
    }
  }

  #makeRoom(fields: number, uses: number): boolean {
    const leastUsed = [...this.#compiled].sort(([, a], [, b]) => a.uses - b.uses);
    const removed: string[] = [];
    let room = MAX_FIELDS_KEPT - this.#fieldsKept;
    for (const [key, compiled] of leastUsed) {
      if (room >= fields || compiled.uses >= uses) break;
      room += compiled.fields;
      removed.push(key);
    }
    if (room < fields) return false;
    for (const key of removed) this.#compiled.delete(key);
    this.#fieldsKept = MAX_FIELDS_KEPT - room;
    return true;
  }

  #compile(
    query: string,
    document: DocumentNode,
    operationName: string | undefined,
    { fields, uses, field }: { fields: number; uses: number; field: string },
  ): void {
    const startedAt = performance.now();
    const compiled = compileQuery(this.#schema, document, operationName);
    const now = performance.now();
    this.#nextCompilationAt = now + (now - startedAt) * PAUSE_FACTOR;
    if (!isCompiledQuery(compiled)) return;
    const start = (context: RequestContext, variables: Record<string, unknown>) =>
      compiled.query(null, context, variables);
    const run: Run = Object.assign(start, { field });
    this.#compiled.set(keyOf(query, operationName), { run, fields, uses });
    this.#fieldsKept += fields;
  }

  /** Old uses count less, so that operations that are no longer used make room. */
  #age(): void {
    for (const compiled of this.#compiled.values()) compiled.uses = Math.floor(compiled.uses / 2);
    this.#uses.clear();
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
