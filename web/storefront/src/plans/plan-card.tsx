import { Badge } from '../../../kit/badge.tsx';
import { formatRupees } from '../../../kit/format-rupees.ts';
import { kitTexts } from '../../../kit/texts.ts';
import { BuyButton } from '../payments/buy-button.tsx';
import { texts } from '../texts/texts.ts';
import { type Plan, pricePerDay } from './plan.ts';

interface PlanCardProps {
  plan: Plan;
  isCurrent: boolean;
  /** The customer has signed in to buy this plan. */
  isChosen: boolean;
}

export function PlanCard({ plan, isCurrent, isChosen }: PlanCardProps) {
  const headingId = `plan-${plan.code}`;
  return (
    <article className={isCurrent || isChosen ? 'plan marked' : 'plan'} aria-labelledby={headingId}>
      <header>
        <h2 id={headingId}>{plan.name}</h2>
        {isCurrent && <Badge tone="good">{texts.plans.current}</Badge>}
      </header>
      <p className="price">{formatRupees(plan.price)}</p>
      <p className="length">
        {kitTexts.days(plan.durationDays)} <small>{pricePerDay(plan)}</small>
      </p>
      <p className="description">{plan.description}</p>
      <BuyButton
        plan={plan}
        label={isCurrent ? texts.subscription.renew(plan.name) : texts.plans.buy(plan.name)}
        isChosen={isChosen}
      />
    </article>
  );
}
