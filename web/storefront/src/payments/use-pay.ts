import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { type Problem } from '../../../kit/problem.ts';
import { pathOfPayment, pathOfPurchase, paths, withReturn } from '../app/paths.ts';
import { problemOf } from '../app/problem-of.ts';
import { type Plan } from '../plans/plan.ts';
import { texts } from '../texts/texts.ts';
import { MeQuery } from '../users/customer.ts';
import { openPayment } from './open-payment.ts';

type Progress = 'idle' | 'opening' | 'leaving';

/** Leads to Khalti's page, to the page of an earlier payment, or to sign-up. */
export function usePay(plan: Plan) {
  const client = useApolloClient();
  const [, navigate] = useLocation();
  const [progress, setProgress] = useState<Progress>('idle');
  const [problem, setProblem] = useState<Problem | null>(null);
  const isBusy = useRef(false);

  const moveTo = (next: Progress) => {
    isBusy.current = next !== 'idle';
    setProgress(next);
  };

  // The Back button restores the page in the state in which it was left: busy.
  useEffect(() => {
    const reset = ({ persisted }: PageTransitionEvent) => {
      if (!persisted) return;
      isBusy.current = false;
      setProgress('idle');
    };
    window.addEventListener('pageshow', reset);
    return () => window.removeEventListener('pageshow', reset);
  }, []);

  const pay = async () => {
    if (isBusy.current) return;
    moveTo('opening');
    setProblem(null);
    try {
      const shown = client.readQuery({ query: MeQuery })?.me;
      // Another tab may have signed in as another customer: this page must not buy for them.
      const me = (await client.query({ query: MeQuery, fetchPolicy: 'no-cache' })).data?.me;
      if (me && shown !== undefined && shown?.id !== me.id) {
        setProblem({
          code: 'ACCOUNT_CHANGED',
          text: texts.buying.accountChanged(me.name),
          isRetryable: false,
          argument: null,
        });
        return moveTo('idle');
      }
      // Of a session that has ended, the server refuses the payment, and the customer signs in again.
      const customer = me ?? shown;
      if (!customer) return navigate(withReturn(paths.signUp, pathOfPurchase(plan.code)));
      const { status, paymentUrl, pidx } = await openPayment(client, customer.id, plan.id);
      if (status === 'INITIATED' && paymentUrl) {
        moveTo('leaving');
        return window.location.assign(paymentUrl);
      }
      if (pidx) return navigate(pathOfPayment(pidx));
      moveTo('idle');
    } catch (error) {
      const nextProblem = problemOf(error);
      if (nextProblem.code === 'UNAUTHENTICATED') return navigate(withReturn(paths.signIn, pathOfPurchase(plan.code)));
      setProblem(nextProblem);
      moveTo('idle');
    }
  };

  return { pay, progress, problem };
}
