import { describeProblem, type Problem } from '../../../kit/problem.ts';
import { kitTexts } from '../../../kit/texts.ts';
import { texts } from '../texts/texts.ts';

const problems = { ...kitTexts.problems, ...texts.problems };

export function problemOf(error: unknown): Problem<keyof typeof problems> {
  return describeProblem(error, problems);
}
