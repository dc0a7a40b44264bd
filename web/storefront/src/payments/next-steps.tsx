import { Link } from 'wouter';
import { paths } from '../app/paths.ts';
import { texts } from '../texts/texts.ts';
import { BuyButton } from './buy-button.tsx';
import { openLink, type Payment, standings } from './payment.ts';

const words = texts.paymentReturn;

interface NextStepsProps {
  payment: Payment | null;
  isChecking: boolean;
  /** Null where there is nothing to check. */
  checkNow: (() => void) | null;
}

export function NextSteps({ payment, isChecking, checkNow }: NextStepsProps) {
  const standing = payment && standings[payment.status];
  const link = payment && openLink(payment);
  return (
    <div className="steps">
      {link && (
        <a href={link} className="action">
          {words.continue}
        </a>
      )}
      {payment && standing?.mayBuyAgain && <BuyButton plan={payment.plan} label={words.buyAgain(payment.plan.name)} />}
      {payment?.subscription && (
        <Link href={paths.subscription} className="action">
          {words.toSubscription}
        </Link>
      )}
      {checkNow && !standing?.isOver && (
        <button type="button" className="outline" aria-busy={isChecking} aria-disabled={isChecking} onClick={checkNow}>
          {isChecking ? words.checking : words.checkNow}
        </button>
      )}
      <Link href={paths.payments}>{words.toPayments}</Link>
    </div>
  );
}
