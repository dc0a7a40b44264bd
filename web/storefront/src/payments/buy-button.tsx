import { useEffect, useRef } from 'react';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { type Plan } from '../plans/plan.ts';
import { texts } from '../texts/texts.ts';
import { usePay } from './use-pay.ts';

interface BuyButtonProps {
  plan: Plan;
  label: string;
  takesFocus?: boolean;
}

export function BuyButton({ plan, label, takesFocus = false }: BuyButtonProps) {
  const { pay, progress, problem } = usePay(plan);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takesFocus) button.current?.focus();
  }, [takesFocus]);
  return (
    <div className="buy">
      <button ref={button} type="button" aria-busy={progress !== 'idle'} onClick={() => void pay()}>
        {progress === 'idle' ? label : texts.buying[progress]}
      </button>
      {problem && <ProblemNotice problem={problem} {...(problem.isRetryable ? { retry: () => void pay() } : {})} />}
    </div>
  );
}
