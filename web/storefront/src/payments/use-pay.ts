import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { type Problem } from '../../../kit/problem.ts';
import { pathOfChoice, pathOfPayment, pathOfPurchase, paths, withReturn } from '../app/paths.ts';
import { problemOf } from '../app/problem-of.ts';
import { type Plan } from '../plans/plan.ts';
import { texts } from '../texts/texts.ts';
import { askBeforePaying, hasChoice } from './ask-before-paying.ts';
import { isAtSum, openPayment, type Purchase } from './open-payment.ts';

type Progress = 'idle' | 'opening' | 'leaving';

/** What the customer has chosen on the page that asks. */
export interface Choice extends Pick<Purchase, 'startNow' | 'toPayPaisa' | 'despitePending'> {
  /** The server knows more than the page shows. */
  onRefused(): void;
}

const isAnsweredByChoice = new Set(['PRICE_CHANGED', 'PAYMENT_PENDING', 'PLAN_CHANGE_NOT_POSSIBLE']);

/** Leads to Khalti's page, to the page of an earlier payment, to the page that asks, or to sign-up. */
export function usePay(plan: Plan, choice: Choice | null = null) {
  const client = useApolloClient();
  const [, navigate] = useLocation();
  const { progress, begin, moveTo } = useProgress();
  const [problem, setProblem] = useState<Problem | null>(null);

  const stop = (next: Problem | null) => {
    setProblem(next);
    moveTo('idle');
  };

  const open = async () => {
    const buyer = await askBeforePaying(client);
    if (buyer.state === 'VISITOR') return navigate(withReturn(paths.signUp, pathOfPurchase(plan.code)));
    if (buyer.state === 'OTHER') return stop(accountChanged(buyer.name));
    const { id: userId, mine } = buyer;
    if (!choice && hasChoice(plan, mine)) return navigate(pathOfChoice(plan.id), { state: seen(plan) });
    const { startNow = false, despitePending = false, toPayPaisa = plan.pricePaisa } = choice ?? {};
    const purchase = { userId, plan, startNow, despitePending, toPayPaisa, open: mine.myOpenPayments };
    const payment = await openPayment(client, purchase);
    const { status, paymentUrl, pidx } = payment;
    if (status === 'INITIATED' && paymentUrl && isAtSum(payment, purchase)) {
      moveTo('leaving');
      return window.location.assign(paymentUrl);
    }
    if (pidx) return navigate(pathOfPayment(pidx));
    moveTo('idle');
  };

  const pay = async () => {
    if (!begin()) return;
    setProblem(null);
    try {
      await open();
    } catch (error) {
      const refusal = problemOf(error);
      if (refusal.code === 'UNAUTHENTICATED') return navigate(withReturn(paths.signIn, pathOfPurchase(plan.code)));
      if (!isAnsweredByChoice.has(refusal.code)) return stop(refusal);
      if (!choice) return navigate(pathOfChoice(plan.id), { state: seen(plan) });
      choice.onRefused();
      stop(refusal.code === 'PRICE_CHANGED' ? null : refusal);
    }
  };

  return { pay, progress, problem };
}

/** The state of the history with which the page that asks opens. */
export interface Seen {
  pricePaisa: number;
}

function seen({ pricePaisa }: Plan): Seen {
  return { pricePaisa };
}

function accountChanged(name: string): Problem {
  return { code: 'ACCOUNT_CHANGED', text: texts.buying.accountChanged(name), isRetryable: false, argument: null };
}

function useProgress() {
  const [progress, setProgress] = useState<Progress>('idle');
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
  /** False while an earlier click is at work. */
  const begin = () => {
    if (isBusy.current) return false;
    moveTo('opening');
    return true;
  };
  return { progress, begin, moveTo };
}
