import { Link } from 'wouter';
import { Badge } from '../../../kit/badge.tsx';
import { formatRupees } from '../../../kit/format-rupees.ts';
import { kitTexts } from '../../../kit/texts.ts';
import { pathOfTrial } from '../app/paths.ts';
import { BuyButton } from '../payments/buy-button.tsx';
import { type MySubscription } from '../subscriptions/my-subscription.ts';
import { isRenewal, startSentence } from '../subscriptions/next-start.ts';
import { texts } from '../texts/texts.ts';
import { type Plan, pricePerDay } from './plan.ts';

interface PlanCardProps {
  plan: Plan;
  /** Null without one, undefined as long as it is not known. */
  subscription: MySubscription | null | undefined;
  /** The customer has signed in to buy this plan. */
  isChosen: boolean;
}

export function PlanCard({ plan, subscription, isChosen }: PlanCardProps) {
  const headingId = `plan-${plan.code}`;
  const isCurrent = subscription?.isActive === true && subscription.plan.id === plan.id;
  const isNext = subscription?.isActive === true && subscription.periods.some((period) => period.plan.id === plan.id);
  const hasTrial = subscription?.periods.some(({ source }) => source === 'TRIAL') ?? false;
  return (
    <article className={isCurrent || isChosen ? 'plan marked' : 'plan'} aria-labelledby={headingId}>
      <header>
        <h2 id={headingId}>{plan.name}</h2>
        {isCurrent && <Badge tone="good">{texts.plans.current}</Badge>}
        {!isCurrent && isNext && <Badge tone="quiet">{texts.plans.next}</Badge>}
      </header>
      <p className="price">{formatRupees(plan.price)}</p>
      <p className="length">
        {kitTexts.days(plan.durationDays)} <small>{pricePerDay(plan)}</small>
      </p>
      <p className="description">{plan.description}</p>
      <p className="start">{startSentence(subscription)}</p>
      <BuyButton
        plan={plan}
        label={isRenewal(subscription, plan.id) ? texts.plans.renew(plan.name) : texts.plans.buy(plan.name)}
        isChosen={isChosen}
      />
      {plan.trialDays && !hasTrial && (
        <Link href={pathOfTrial(plan.id)} className="trial">
          {texts.plans.trial(kitTexts.days(plan.trialDays))}
        </Link>
      )}
    </article>
  );
}
