import { texts } from '../texts/texts.ts';
import { type Problem } from './problem.ts';

/** Says what went wrong, and offers to try again. */
export function ProblemNotice({ problem, retry }: { problem: Problem; retry?: () => void }) {
  return (
    <div role="alert" className="notice bad">
      <p>{problem.text}</p>
      {retry && (
        <button type="button" className="outline" onClick={retry}>
          {texts.tryAgain}
        </button>
      )}
    </div>
  );
}
