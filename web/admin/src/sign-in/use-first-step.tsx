import { type ReactNode, useState } from 'react';
import { useSession } from '../app/session.tsx';
import { type SignInStep } from '../gql/graphql.ts';
import { SecondStep } from './second-step.tsx';

interface FirstStep {
  /** After the first step: begins the session, or asks for the second step. */
  goOn(next: SignInStep): Promise<void>;
  /** Shown instead of the page of the first step; null while that is shown. */
  secondStep: ReactNode;
}

export function useFirstStep(): FirstStep {
  const { begin } = useSession();
  const [next, setNext] = useState<SignInStep | null>(null);
  return {
    goOn: async (step) => {
      if (step === 'SIGNED_IN') await begin();
      else setNext(step);
    },
    secondStep:
      next === null || next === 'SIGNED_IN' ? null : <SecondStep step={next} onStartAgain={() => setNext(null)} />,
  };
}
