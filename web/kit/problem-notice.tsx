import { type Problem } from './problem.ts';
import { kitTexts } from './texts.ts';

export function ProblemNotice({ problem, retry }: { problem: Problem; retry?: () => void }) {
  return (
    <div role="alert" className="notice bad">
      <p>{problem.text}</p>
      {retry && (
        <button type="button" className="outline" onClick={retry}>
          {kitTexts.tryAgain}
        </button>
      )}
    </div>
  );
}
