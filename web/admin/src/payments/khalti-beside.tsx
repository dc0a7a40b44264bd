import { useEffect, useRef } from 'react';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { problemOf } from '../app/problem-of.ts';
import { type KhaltiSays, useAskKhalti } from './ask-khalti.ts';
import { KhaltiAnswer } from './khalti-answer.tsx';
import { type Payment } from './payment.ts';

interface KhaltiBesideProps {
  payment: Payment;
  onAnswer?(says: KhaltiSays): void;
}

/** Asks Khalti when it is shown: who decides about money looks at what Khalti says now. */
export function KhaltiBeside({ payment, onAnswer }: KhaltiBesideProps) {
  const { ask, says, isAsking, error } = useAskKhalti(payment.id, onAnswer);
  const hasAsked = useRef(false);
  useEffect(() => {
    if (hasAsked.current) return;
    hasAsked.current = true;
    void ask();
  });
  return (
    <div aria-live="polite">
      {isAsking && <p aria-busy="true">Asking Khalti…</p>}
      {error !== undefined && <ProblemNotice problem={problemOf(error)} retry={() => void ask()} />}
      {says && <KhaltiAnswer says={says} payment={payment} />}
    </div>
  );
}
