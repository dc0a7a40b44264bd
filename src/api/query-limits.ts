import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { type GraphQLError, type ValidationContext } from 'graphql';

// Enough for any page that an app shows, and too little to open payments by the hundred in one request.
const MAX_ALIASES = 15;
const MAX_DEPTH = 12;
// The check that fields of one name agree takes time by the square of a query's length.
export const MAX_TOKENS = 2000;

// Thrown, as the rules would, the refusal looks like a fault of the server: HTTP 500, masked and logged.
const REFUSE = {
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null, error: GraphQLError) => {
      context?.reportError(error);
    },
  ],
};

/** What a query must keep to, on top of what GraphQL itself asks of it. */
export const limitRules = [maxAliasesRule({ n: MAX_ALIASES, ...REFUSE }), maxDepthRule({ n: MAX_DEPTH, ...REFUSE })];
