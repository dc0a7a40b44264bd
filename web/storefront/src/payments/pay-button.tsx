import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { type Plan } from '../plans/plan.ts';
import { texts } from '../texts/texts.ts';
import { type Choice, usePay } from './use-pay.ts';

/** Opens the payment that the customer has chosen. */
export function PayButton({ plan, label, choice }: { plan: Plan; label: string; choice: Choice }) {
  const { pay, progress, problem } = usePay(plan, choice);
  return (
    <div className="buy">
      <button type="button" aria-busy={progress !== 'idle'} onClick={() => void pay()}>
        {progress === 'idle' ? label : texts.buying[progress]}
      </button>
      {problem && <ProblemNotice problem={problem} {...(problem.isRetryable ? { retry: () => void pay() } : {})} />}
    </div>
  );
}
