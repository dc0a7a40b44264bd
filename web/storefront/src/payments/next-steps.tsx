import { Link } from 'wouter';
import { paths } from '../app/paths.ts';
import { paymentTexts } from '../texts/payment-texts.ts';
import { texts } from '../texts/texts.ts';
import { BuyButton } from './buy-button.tsx';
import { openPaymentUrl, type Payment, statusInfo } from './payment.ts';

const words = paymentTexts.outcome;

interface NextStepsProps {
  payment: Payment | null;
  isChecking: boolean;
  /** Null where there is nothing to check. */
  checkNow: (() => void) | null;
}

export function NextSteps({ payment, isChecking, checkNow }: NextStepsProps) {
  const info = payment && statusInfo[payment.status];
  const url = payment && openPaymentUrl(payment);
  return (
    <div className="steps">
      {url && (
        <a href={url} className="action">
          {words.continue}
        </a>
      )}
      {payment && info?.canBuyAgain && <BuyButton plan={payment.plan} label={buyLabel(payment)} />}
      {payment?.subscription && (
        <Link href={paths.subscription} className="action">
          {words.toSubscription}
        </Link>
      )}
      {checkNow && !info?.isFinal && (
        <button type="button" className="outline" aria-busy={isChecking} aria-disabled={isChecking} onClick={checkNow}>
          {isChecking ? words.checking : words.checkNow}
        </button>
      )}
      <Link href={paths.payments}>{words.toPayments}</Link>
    </div>
  );
}

/** A refunded payment did not go wrong: there is nothing to try again. */
function buyLabel({ status, plan }: Payment): string {
  return status === 'REFUNDED' ? texts.plans.buy(plan.name) : words.buyAgain(plan.name);
}
