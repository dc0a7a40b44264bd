import { type ReactNode } from 'react';
import { formatRupees } from '../../../kit/format-rupees.ts';
import { Moment } from '../../../kit/moment.tsx';
import { kitTexts } from '../../../kit/texts.ts';
import { paymentTexts } from '../texts/payment-texts.ts';
import { openPaymentUrl } from './payment.ts';
import { ReceiptRow } from './receipt-row.tsx';
import { type VerifiedPayment } from './verify-payment.ts';

const words = paymentTexts.outcome;

/** The plan is shown as it was when the payment was opened. */
export function PaymentDetails({ payment }: { payment: VerifiedPayment }) {
  const { planName, durationDays, amount, expiresAt, period, id, transactionId } = payment;
  return (
    <dl className="details">
      <Row term={words.plan}>
        {planName}, {kitTexts.days(durationDays)}
      </Row>
      <Row term={words.amount}>{formatRupees(amount)}</Row>
      {openPaymentUrl(payment) && expiresAt && (
        <Row term={words.payBefore}>
          <Moment at={expiresAt} />
        </Row>
      )}
      {period && (
        <>
          <Row term={words.periodStart}>
            <Moment at={period.startsAt} />
          </Row>
          <Row term={words.periodEnd}>
            <Moment at={period.endsAt} />
          </Row>
        </>
      )}
      <ReceiptRow payment={payment} />
      <Row term={words.number} isCode>
        {id}
      </Row>
      {transactionId && (
        <Row term={words.transaction} isCode>
          {transactionId}
        </Row>
      )}
    </dl>
  );
}

function Row({ term, isCode = false, children }: { term: string; isCode?: boolean; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd className={isCode ? 'code' : undefined}>{children}</dd>
    </div>
  );
}
