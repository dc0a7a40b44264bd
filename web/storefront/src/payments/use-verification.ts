import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { type Problem } from '../../../kit/problem.ts';
import { problemOf } from '../app/problem-of.ts';
import { PendingPaymentListener } from './pending-payment-listener.ts';
import { type VerifiedPayment, verifyPayment } from './verify-payment.ts';

const FIRST_WAIT_MS = 2_000;
const MAX_WAIT_MS = 60_000;
const MAX_WAIT_WHILE_LIVE_MS = 300_000;

interface Result {
  payment: VerifiedPayment | null;
  problem: Problem | null;
}

export interface Verification extends Result {
  isChecking: boolean;
  /** Time from the last result to the next check; null if there is no next check. */
  waitMs: number | null;
  checkNow(): void;
}

/**
 * Verifies a payment at once. While it is pending, or the check fails with a retryable error, verifies it again after
 * growing waits. The waits grow longer while the server reports changes of a pending payment.
 */
export function useVerification(pidx: string): Verification {
  const client = useApolloClient();
  const [result, setResult] = useState<Result>({ payment: null, problem: null });
  const [waitMs, setWaitMs] = useState<number | null>(null);
  const [isChecking, setIsChecking] = useState(true);
  const check = useRef(() => {});

  useEffect(() => {
    let isUnmounted = false;
    let isRunning = false;
    let isOutdated = false;
    let rounds = 0;
    let timer = 0;

    const verify = async () => {
      if (isRunning) return;
      isRunning = true;
      isOutdated = false;
      clearTimeout(timer);
      setIsChecking(true);
      const next = await verifyPayment(client, pidx).then(
        (payment): Result => ({ payment, problem: null }),
        (error: unknown): Result => ({ payment: null, problem: problemOf(error) }),
      );
      isRunning = false;
      if (isUnmounted) return;
      if (next.payment) listener.follow(next.payment);
      const wait = needsNextCheck(next) ? waitAfter(rounds++, listener.isLive) : null;
      setResult((last) => ({ payment: next.payment ?? last.payment, problem: next.problem }));
      setIsChecking(false);
      if (isOutdated) void verify();
      else verifyAfter(wait);
    };

    const verifyAfter = (wait: number | null) => {
      clearTimeout(timer);
      setWaitMs(wait);
      if (wait !== null) timer = window.setTimeout(verify, wait);
    };

    const listener = new PendingPaymentListener(
      pidx,
      () => {
        isOutdated = true;
        void verify();
      },
      () => !isRunning && verifyAfter(waitAfter(rounds++, false)),
    );

    // The customer may have paid in another tab, or is online again.
    const verifyIfVisible = () => {
      if (document.visibilityState === 'visible') void verify();
    };
    check.current = () => void verify();
    document.addEventListener('visibilitychange', verifyIfVisible);
    window.addEventListener('online', verifyIfVisible);
    void verify();
    return () => {
      isUnmounted = true;
      listener.stop();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', verifyIfVisible);
      window.removeEventListener('online', verifyIfVisible);
    };
  }, [client, pidx]);

  return { ...result, waitMs, isChecking, checkNow: () => check.current() };
}

function needsNextCheck({ payment, problem }: Result): boolean {
  return problem ? problem.isRetryable : payment?.status === 'PENDING';
}

/** 2, 4, 8 … seconds up to a maximum, ± 10 %, so that many clients do not send requests at the same moment. */
function waitAfter(rounds: number, isLive: boolean): number {
  const wait = Math.min(FIRST_WAIT_MS * 2 ** rounds, isLive ? MAX_WAIT_WHILE_LIVE_MS : MAX_WAIT_MS);
  return wait * (0.9 + 0.2 * Math.random());
}
