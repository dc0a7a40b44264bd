import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { type GraphQLError, type ValidationContext } from 'graphql';

// Enough for any page of an app, and too few to open hundreds of payments with one request.
const MAX_ALIASES = 15;
const MAX_DEPTH = 12;
// Validation takes time that grows with the square of the query's length.
export const MAX_TOKENS = 2000;

// By default the rules throw, which would be masked and logged as an error of the server.
const REFUSE = {
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null, error: GraphQLError) => {
      context?.reportError(error);
    },
  ],
};

/** Validation rules in addition to GraphQL's own. */
export const limitRules = [maxAliasesRule({ n: MAX_ALIASES, ...REFUSE }), maxDepthRule({ n: MAX_DEPTH, ...REFUSE })];
