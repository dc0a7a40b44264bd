import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { type Problem } from '../../../kit/problem.ts';
import { problemOf } from '../app/problem-of.ts';
import { type Payment } from './payment.ts';
import { PendingListener } from './pending-listener.ts';
import { verifyPayment } from './verify-payment.ts';

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;
const LONGEST_WAIT_WHILE_TOLD_MS = 300_000;

interface Answer {
  payment: Payment | null;
  problem: Problem | null;
}

export interface Verification extends Answer {
  isChecking: boolean;
  /** How long after the last answer Khalti is asked again; null when it is not. */
  waitMs: number | null;
  checkNow(): void;
}

/**
 * Where a payment stands, asked of Khalti through the server: at once, and while it is pending or cannot be asked, again
 * and again at growing intervals. The server tells of a pending payment that somebody else settled; while it does, the
 * intervals grow longer. The only place that waits.
 */
export function useVerification(pidx: string): Verification {
  const client = useApolloClient();
  const [answer, setAnswer] = useState<Answer>({ payment: null, problem: null });
  const [waitMs, setWaitMs] = useState<number | null>(null);
  const [isChecking, setIsChecking] = useState(true);
  const check = useRef(() => {});

  useEffect(() => {
    let isLeft = false;
    let isUnderWay = false;
    let rounds = 0;
    let timer = 0;
    let isToldMeanwhile = false;

    const verify = async () => {
      if (isUnderWay) return;
      isUnderWay = true;
      isToldMeanwhile = false;
      clearTimeout(timer);
      setIsChecking(true);
      const next = await verifyPayment(client, pidx).then(
        (payment): Answer => ({ payment, problem: null }),
        (error: unknown): Answer => ({ payment: null, problem: problemOf(error) }),
      );
      isUnderWay = false;
      if (isLeft) return;
      if (next.payment) listener.follow(next.payment);
      const wait = asksAgain(next) ? waitAfter(rounds++, listener.isHeard) : null;
      setAnswer((last) => ({ payment: next.payment ?? last.payment, problem: next.problem }));
      setIsChecking(false);
      if (isToldMeanwhile) void verify();
      else verifyAfter(wait);
    };

    const verifyAfter = (wait: number | null) => {
      clearTimeout(timer);
      setWaitMs(wait);
      if (wait !== null) timer = window.setTimeout(verify, wait);
    };

    const listener = new PendingListener(
      pidx,
      () => {
        isToldMeanwhile = true;
        void verify();
      },
      () => !isUnderWay && verifyAfter(waitAfter(rounds++, false)),
    );

    // Whoever comes back from paying in another tab, or from a tunnel, is not kept waiting.
    const lookAgain = () => {
      if (document.visibilityState === 'visible') void verify();
    };
    check.current = () => void verify();
    document.addEventListener('visibilitychange', lookAgain);
    window.addEventListener('online', lookAgain);
    void verify();
    return () => {
      isLeft = true;
      listener.stop();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', lookAgain);
      window.removeEventListener('online', lookAgain);
    };
  }, [client, pidx]);

  return { ...answer, waitMs, isChecking, checkNow: () => check.current() };
}

function asksAgain({ payment, problem }: Answer): boolean {
  return problem ? problem.isRetryable : payment?.status === 'PENDING';
}

/** 2, 4, 8 … seconds up to a longest, give or take a tenth, so that many customers do not ask in step. */
function waitAfter(rounds: number, isTold: boolean): number {
  const wait = Math.min(FIRST_WAIT_MS * 2 ** rounds, isTold ? LONGEST_WAIT_WHILE_TOLD_MS : LONGEST_WAIT_MS);
  return wait * (0.9 + 0.2 * Math.random());
}
