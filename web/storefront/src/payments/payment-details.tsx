import { formatRupees } from '../../../kit/format-rupees.ts';
import { Moment } from '../../../kit/moment.tsx';
import { kitTexts } from '../../../kit/texts.ts';
import { texts } from '../texts/texts.ts';
import { openLink, type Payment } from './payment.ts';

const words = texts.paymentReturn;

export function PaymentDetails({ payment }: { payment: Payment }) {
  return (
    <dl className="details">
      <div>
        <dt>{words.plan}</dt>
        <dd>
          {payment.plan.name}, {kitTexts.days(payment.plan.durationDays)}
        </dd>
      </div>
      <div>
        <dt>{words.amount}</dt>
        <dd>{formatRupees(payment.amount)}</dd>
      </div>
      {openLink(payment) && payment.expiresAt && (
        <div>
          <dt>{words.openUntil}</dt>
          <dd>
            <Moment at={payment.expiresAt} />
          </dd>
        </div>
      )}
      <div>
        <dt>{words.number}</dt>
        <dd className="code">{payment.id}</dd>
      </div>
      {payment.transactionId && (
        <div>
          <dt>{words.transaction}</dt>
          <dd className="code">{payment.transactionId}</dd>
        </div>
      )}
    </dl>
  );
}
