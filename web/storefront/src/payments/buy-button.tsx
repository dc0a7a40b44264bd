import { useEffect, useRef } from 'react';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { type Plan } from '../plans/plan.ts';
import { texts } from '../texts/texts.ts';
import { takeSignIn } from '../users/sign-in-to-buy.ts';
import { usePay } from './use-pay.ts';

interface BuyButtonProps {
  plan: Plan;
  label: string;
  /** The customer has chosen this plan: after signing in to buy it, the payment opens without another click. */
  isChosen?: boolean;
}

export function BuyButton({ plan, label, isChosen = false }: BuyButtonProps) {
  const { pay, progress, problem } = usePay(plan);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isChosen) return;
    button.current?.focus();
    if (takeSignIn()) button.current?.click();
  }, [isChosen]);
  return (
    <div className="buy">
      <button ref={button} type="button" aria-busy={progress !== 'idle'} onClick={() => void pay()}>
        {progress === 'idle' ? `${label} ` : texts.buying[progress]}
        {progress === 'idle' && <small>{texts.buying.withKhalti}</small>}
      </button>
      {problem && <ProblemNotice problem={problem} {...(problem.isRetryable ? { retry: () => void pay() } : {})} />}
    </div>
  );
}
