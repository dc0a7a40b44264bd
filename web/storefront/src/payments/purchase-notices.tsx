import { Link } from 'wouter';
import { formatRupees } from '../../../kit/format-rupees.ts';
import { dayInNepal } from '../../../kit/moment.tsx';
import { pathOfPayment } from '../app/paths.ts';
import type { PurchaseQuery as PurchaseAnswer } from '../gql/graphql.ts';
import { purchaseTexts } from '../texts/purchase-texts.ts';
import { isAtOtherPrice } from './ask-before-paying.ts';
import { openPaymentUrl } from './payment.ts';

const words = purchaseTexts;

interface PurchaseNoticesProps {
  answer: PurchaseAnswer;
  /** The price on the page that the customer comes from. */
  seenPaisa: number | null;
}

/** What the customer must know before paying: another price, a payment that is pending, or one at another price. */
export function PurchaseNotices({ answer: { planChange, myOpenPayments }, seenPaisa }: PurchaseNoticesProps) {
  const { plan } = planChange;
  const isPriceOther = seenPaisa !== null && seenPaisa !== plan.pricePaisa;
  return (
    <div role="status">
      {isPriceOther && (
        <p className="notice wait">
          {words.priceChanged(plan.name, formatRupees(seenPaisa / 100), formatRupees(plan.price))}
        </p>
      )}
      {myOpenPayments.map((open) => {
        const { id, status, planName, amount, createdAt, pidx } = open;
        if (status === 'PENDING') {
          return (
            <div key={id} className="notice wait">
              <p>{words.pending(planName, formatRupees(amount), dayInNepal(createdAt))}</p>
              {pidx && <Link href={pathOfPayment(pidx)}>{words.toPending}</Link>}
            </div>
          );
        }
        const url = openPaymentUrl(open);
        if (!url || !isAtOtherPrice(open, plan)) return null;
        return (
          <div key={id} className="notice quiet">
            <p>{words.openAtOther(planName, formatRupees(amount), dayInNepal(createdAt), formatRupees(plan.price))}</p>
            <a href={url}>{words.payOpen(formatRupees(amount))}</a>
          </div>
        );
      })}
    </div>
  );
}
