import { useEffect } from 'react';
import { type Problem } from '../../../kit/problem.ts';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { kitTexts } from '../../../kit/texts.ts';
import { Page } from '../app/page.tsx';
import { texts } from '../texts/texts.ts';
import { type Customer } from '../users/customer.ts';
import { endIntent, intentName } from './intent.ts';
import { NextSteps } from './next-steps.tsx';
import { OutcomeText } from './outcome-text.tsx';
import { standings } from './payment.ts';
import { PaymentDetails } from './payment-details.tsx';
import { useVerification, type Verification } from './use-verification.ts';

const words = texts.paymentReturn;

/** What became of a payment, in words, and what can be done next. */
export function PaymentOutcome({ pidx, me }: { pidx: string; me: Customer }) {
  const verification = useVerification(pidx);
  const { payment, problem, isChecking, waitMs, checkNow } = verification;

  useEffect(() => {
    if (!payment || !standings[payment.status].isOver) return;
    endIntent(intentName(me.id, payment.plan.id), { paymentId: payment.id });
  }, [payment, me.id]);

  const isUnknown = problem?.code === 'PAYMENT_NOT_FOUND';
  return (
    <Page title={titleOf(verification)}>
      {problem && !isUnknown && <ProblemNotice problem={inWordsOfPaid(problem)} />}
      <div role="status" className={payment || isChecking ? 'outcome' : 'outcome short'}>
        {payment && <OutcomeText payment={payment} />}
        {!payment && isChecking && <p>{words.checkingHint}</p>}
        {!payment && isUnknown && <p>{words.unknown(me.name)}</p>}
        {waitMs !== null && (
          <p className="next-check">
            {isChecking ? words.checking : words.nextCheck(kitTexts.seconds(Math.round(waitMs / 1000)))}
          </p>
        )}
      </div>
      {!payment && isChecking && <Skeleton className="details" />}
      {payment && <PaymentDetails payment={payment} />}
      <NextSteps payment={payment} isChecking={isChecking} checkNow={isUnknown ? null : checkNow} />
    </Page>
  );
}

function titleOf({ payment, problem, isChecking }: Verification): string {
  if (payment) return words.outcome[payment.status].title;
  if (problem?.code === 'PAYMENT_NOT_FOUND') return words.unknownTitle;
  return isChecking && !problem ? words.checking : words.troubleTitle;
}

/** Whoever is back from paying must not read that nothing was charged: that is for those who could not begin. */
function inWordsOfPaid(problem: Problem): Problem {
  const isAboutBeginning = problem.code === 'GATEWAY_MISCONFIGURED' || problem.code === 'GATEWAY_REFUSED';
  return isAboutBeginning ? { ...problem, text: words.cannotCheck } : problem;
}
