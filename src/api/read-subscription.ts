import { unwrapResolverError } from '@apollo/server/errors';
import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { BadUserInput } from '../errors.ts';
import { checkOperationLimits } from './check-operation-limits.ts';
import { type errorFormatter } from './format-error.ts';
import { OPERATION_LIMITS } from './operation-limits.ts';

interface Asked {
  query: string;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
}

/** What to execute. Throws a `GraphQLError` if it is no subscription, or exceeds a limit. It is not validated yet. */
export function readSubscription(
  schema: GraphQLSchema,
  otherPath: string,
  { query, operationName, variables }: Asked,
): ExecutionArgs {
  const document = parseQuery(query);
  checkOperationLimits(schema, document);
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
    throw new BadUserInput('query', `Only subscriptions are served here. Send queries and mutations to ${otherPath}.`);
  }
  return { schema, document, operationName, variableValues: variables };
}

function parseQuery(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: OPERATION_LIMITS.tokens });
  } catch (error) {
    throw error instanceof GraphQLError ? withCode(error, 'GRAPHQL_PARSE_FAILED') : error;
  }
}

export function validateSubscription(schema: GraphQLSchema, document: DocumentNode, isProduction: boolean) {
  const rules = [...specifiedRules, ...(isProduction ? [NoSchemaIntrospectionCustomRule] : [])];
  const errors = validate(schema, document, rules, { hideSuggestions: isProduction });
  return errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED'));
}

function withCode({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  const place = { nodes: nodes ?? null, source: source ?? null, positions: positions ?? null };
  return new GraphQLError(message, { ...place, extensions: { code } });
}

/** Wraps an error as GraphQL wraps a resolver's, so that the formatter finds the cause. */
export function toGraphqlError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { path: [], originalError });
}

/** The arguments that Apollo Server passes to its formatter. An error without a code is the request's fault, or ours. */
export function described(
  error: GraphQLError,
): [formatted: Parameters<ReturnType<typeof errorFormatter>>[0], error: unknown] {
  const cause = unwrapResolverError(error);
  const code = cause instanceof GraphQLError ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR';
  const formatted = error.toJSON();
  return [{ ...formatted, extensions: { code, ...formatted.extensions } }, cause];
}
