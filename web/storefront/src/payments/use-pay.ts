import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { type Problem } from '../../../kit/problem.ts';
import { pathOfPayment, pathOfPurchase, paths, withReturn } from '../app/paths.ts';
import { problemOf } from '../app/problem-of.ts';
import { type Plan } from '../plans/plan.ts';
import { MeQuery } from '../users/customer.ts';
import { openPayment } from './open-payment.ts';

type Progress = 'idle' | 'opening' | 'leaving';

/** Pressing Pay: to Khalti's page, or to where one's payment is told, or to sign up first. */
export function usePay(plan: Plan) {
  const client = useApolloClient();
  const [, navigate] = useLocation();
  const [progress, setProgress] = useState<Progress>('idle');
  const [problem, setProblem] = useState<Problem | null>(null);
  const isBusy = useRef(false);

  const move = (to: Progress) => {
    isBusy.current = to !== 'idle';
    setProgress(to);
  };

  // The browser's Back button brings the page again as it was left: busy.
  useEffect(() => {
    const wakeUp = ({ persisted }: PageTransitionEvent) => {
      if (!persisted) return;
      isBusy.current = false;
      setProgress('idle');
    };
    window.addEventListener('pageshow', wakeUp);
    return () => window.removeEventListener('pageshow', wakeUp);
  }, []);

  const pay = async () => {
    if (isBusy.current) return;
    move('opening');
    setProblem(null);
    try {
      const me = (await client.query({ query: MeQuery })).data?.me;
      if (!me) return navigate(withReturn(paths.signUp, pathOfPurchase(plan.code)));
      const { status, paymentUrl, pidx } = await openPayment(client, me.id, plan.id);
      if (status === 'INITIATED' && paymentUrl) {
        move('leaving');
        return window.location.assign(paymentUrl);
      }
      if (pidx) return navigate(pathOfPayment(pidx));
      move('idle');
    } catch (error) {
      const met = problemOf(error);
      if (met.code === 'UNAUTHENTICATED') return navigate(withReturn(paths.signIn, pathOfPurchase(plan.code)));
      setProblem(met);
      move('idle');
    }
  };

  return { pay, progress, problem };
}
