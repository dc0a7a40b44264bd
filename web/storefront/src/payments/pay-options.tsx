import { formatRupees } from '../../../kit/format-rupees.ts';
import type { PurchaseQuery as PurchaseAnswer } from '../gql/graphql.ts';
import { lastPeriod, nameOf, startSentence } from '../subscriptions/next-start.ts';
import { purchaseTexts } from '../texts/purchase-texts.ts';
import { texts } from '../texts/texts.ts';
import { Calculation } from './calculation.tsx';
import { PayButton } from './pay-button.tsx';

const words = purchaseTexts;

interface PayOptionsProps {
  answer: PurchaseAnswer;
  onRefused: () => void;
}

/** Each way to start the plan, with what it costs. There is one without access, or if this plan runs now. */
export function PayOptions({ answer, onRefused }: PayOptionsProps) {
  const { planChange, mySubscription, myOpenPayments } = answer;
  const { plan, pricePaisa, toPayPaisa, obstacle, isNowPossible } = planChange;
  const last = lastPeriod(mySubscription);
  const despitePending = myOpenPayments.some(({ status }) => status === 'PENDING');
  const isChangeOffered = last !== undefined && obstacle !== 'SAME_PLAN';
  return (
    <div className="options">
      <article aria-labelledby="after">
        <h2 id="after">{last ? words.after(nameOf(last)) : words.atOnce}</h2>
        <p>{startSentence(mySubscription)}</p>
        {last && <p>{words.afterHint}</p>}
        <PayButton
          plan={plan}
          label={labelOf(pricePaisa, despitePending)}
          choice={{ startNow: false, toPayPaisa: pricePaisa, despitePending, onRefused }}
        />
      </article>
      {isChangeOffered && mySubscription && (
        <article aria-labelledby="now">
          <h2 id="now">{words.now(mySubscription.plan.name)}</h2>
          <p>{texts.plans.startsAtOnce}</p>
          <Calculation change={planChange} />
          {planChange.exchanged.length < mySubscription.periods.length && <p>{words.keeps}</p>}
          {isNowPossible && (
            <PayButton
              plan={plan}
              label={labelOf(toPayPaisa, despitePending)}
              choice={{ startNow: true, toPayPaisa, despitePending, onRefused }}
            />
          )}
          {obstacle && <p role="status">{words.obstacles[obstacle]}</p>}
        </article>
      )}
    </div>
  );
}

function labelOf(paisa: number, despitePending: boolean): string {
  const sum = formatRupees(paisa / 100);
  return despitePending ? words.payDespite(sum) : words.pay(sum);
}
