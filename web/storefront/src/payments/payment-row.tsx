import { Link } from 'wouter';
import { Badge } from '../../../kit/badge.tsx';
import { formatRupees } from '../../../kit/format-rupees.ts';
import { Moment } from '../../../kit/moment.tsx';
import { pathOfPayment } from '../app/paths.ts';
import { paymentTexts } from '../texts/payment-texts.ts';
import { openPaymentUrl, type Payment, statusInfo } from './payment.ts';

const words = paymentTexts.list;

type Receipt = { number: string; url: string } | null | undefined;

export function PaymentRow({ payment, receipts }: { payment: Payment; receipts: readonly Receipt[] }) {
  const { planName, status, amount, createdAt } = payment;
  return (
    <li tabIndex={-1}>
      <div>
        <strong>{planName}</strong>
        <small>
          <Moment at={createdAt} />
        </small>
        {receipts.map(
          (receipt) =>
            receipt && (
              <small key={receipt.number}>
                <a href={receipt.url}>{words.receipt(receipt.number)}</a>
              </small>
            ),
        )}
      </div>
      <span className="amount">{formatRupees(amount)}</span>
      <Badge tone={statusInfo[status].tone}>{words.status[status]}</Badge>
      <NextStep payment={payment} />
    </li>
  );
}

function NextStep({ payment }: { payment: Payment }) {
  const url = openPaymentUrl(payment);
  if (url && !seemsExpired(payment)) {
    return (
      <a href={url} aria-label={words.link(words.continue, payment.planName)}>
        {words.continue}
      </a>
    );
  }
  if (payment.pidx === null) return null;
  const action = statusInfo[payment.status].isFinal ? words.details : words.check;
  return (
    <Link href={pathOfPayment(payment.pidx)} aria-label={words.link(action, payment.planName)}>
      {action}
    </Link>
  );
}

/** The status in the list may be old. The clock of the device may be wrong, so the next step is to check, not to pay again. */
function seemsExpired({ expiresAt }: Payment): boolean {
  return expiresAt !== null && Date.parse(expiresAt) <= Date.now();
}
