import { formatRupees } from '../../../kit/format-rupees.ts';
import { dayInNepal } from '../../../kit/moment.tsx';
import type { PurchaseQuery as PurchaseAnswer } from '../gql/graphql.ts';
import { nameOf } from '../subscriptions/next-start.ts';
import { purchaseTexts } from '../texts/purchase-texts.ts';

const words = purchaseTexts;

/** The price, less what is unused of the plans that end, is what is left to pay. */
export function Calculation({ change }: { change: PurchaseAnswer['planChange'] }) {
  const { plan, pricePaisa, exchanged, toPayPaisa, isNowPossible } = change;
  return (
    <>
      <dl className="calculation">
        <div>
          <dt>{words.priceOf(plan.name)}</dt>
          <dd>{formatRupees(pricePaisa / 100)}</dd>
        </div>
        {exchanged.map(({ period, worthPaisa, valuePaisa }) => (
          <div key={period.id}>
            <dt>
              {words.unused(nameOf(period), dayInNepal(period.endsAt))}
              <small>{words.ofPaid(formatRupees(worthPaisa / 100))}</small>
            </dt>
            <dd>− {formatRupees(valuePaisa / 100)}</dd>
          </div>
        ))}
        <div className="sum">
          <dt>{words.toPay}</dt>
          <dd>{formatRupees(toPayPaisa / 100)}</dd>
        </div>
      </dl>
      {isNowPossible && exchanged.length > 0 && <p>{words.calculationHint}</p>}
    </>
  );
}
