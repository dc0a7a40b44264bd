import { useEffect } from 'react';
import { type Problem } from '../../../kit/problem.ts';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { kitTexts } from '../../../kit/texts.ts';
import { Page } from '../app/page.tsx';
import { paymentTexts } from '../texts/payment-texts.ts';
import { type Customer } from '../users/customer.ts';
import { endIntent, intentName } from './intent.ts';
import { NextSteps } from './next-steps.tsx';
import { OutcomeText } from './outcome-text.tsx';
import { statusInfo } from './payment.ts';
import { PaymentDetails } from './payment-details.tsx';
import { useVerification, type Verification } from './use-verification.ts';

const words = paymentTexts.outcome;

/** The status of a payment, and what the customer can do next. */
export function PaymentOutcome({ pidx, me }: { pidx: string; me: Customer }) {
  const verification = useVerification(pidx);
  const { payment, problem, isChecking, waitMs, checkNow } = verification;

  useEffect(() => {
    if (!payment || !statusInfo[payment.status].isFinal) return;
    endIntent(intentName(me.id, payment.plan.id, payment.startsNow), { paymentId: payment.id });
  }, [payment, me.id]);

  const isUnknown = problem?.code === 'PAYMENT_NOT_FOUND';
  return (
    <Page title={titleOf(verification)}>
      {problem && !isUnknown && <ProblemNotice problem={forPaidCustomer(problem)} />}
      {problem?.isRetryable && !payment && <p>{words.nothingLost}</p>}
      <div role="status" className={payment || isChecking ? 'outcome' : 'outcome short'}>
        {payment && <OutcomeText payment={payment} />}
        {!payment && isChecking && <p>{words.checkingHint}</p>}
        {!payment && isUnknown && <p>{words.unknown(me.name)}</p>}
        {waitMs !== null && (
          <p className="next-check">
            {isChecking ? words.checking : words.nextCheck(kitTexts.wait(Math.round(waitMs / 1000)))}
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
  if (payment) return words.byStatus[payment.status].title;
  if (problem?.code === 'PAYMENT_NOT_FOUND') return words.unknownTitle;
  return isChecking && !problem ? words.checking : words.uncheckedTitle;
}

/** The usual texts of these errors tell the customer to start again, but this customer may have paid. */
function forPaidCustomer(problem: Problem): Problem {
  const isAboutOpening = problem.code === 'GATEWAY_MISCONFIGURED' || problem.code === 'GATEWAY_REFUSED';
  return isAboutOpening ? { ...problem, text: words.cannotCheck } : problem;
}
