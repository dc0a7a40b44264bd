import { formatRupees } from '../../../kit/format-rupees.ts';
import { Moment } from '../../../kit/moment.tsx';
import { kitTexts } from '../../../kit/texts.ts';
import { paymentTexts } from '../texts/payment-texts.ts';
import { openPaymentUrl, type Payment } from './payment.ts';

const words = paymentTexts.outcome;

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
      {openPaymentUrl(payment) && payment.expiresAt && (
        <div>
          <dt>{words.payBefore}</dt>
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
