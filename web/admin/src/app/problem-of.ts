import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { describeProblem, type Problem } from '../../../kit/problem.ts';
import { kitTexts } from '../../../kit/texts.ts';
import { formatPaisa } from './format.ts';

/** The kit has texts for errors of every API. Other errors are refusals with a sentence of the server for the operator. */
export function problemOf(error: unknown): Problem {
  const problem = describeProblem(error, kitTexts.problems);
  const [first] = CombinedGraphQLErrors.is(error) ? error.errors : [];
  const code = first?.extensions?.code;
  if (!first || typeof code !== 'string' || code in kitTexts.problems) return problem;
  return { ...problem, code, text: amountLeft(first.extensions) ?? first.message };
}

/** The server counts in paisa. */
function amountLeft({ code, leftPaisa }: Record<string, unknown> = {}): string | null {
  if (code !== 'AMOUNT_TOO_LARGE' || typeof leftPaisa !== 'number') return null;
  return `Only ${formatPaisa(leftPaisa)} of this payment is left to refund.`;
}
