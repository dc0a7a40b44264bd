import { Link } from 'wouter';
import { Badge } from '../../../kit/badge.tsx';
import { Moment } from '../../../kit/moment.tsx';
import { kitTexts } from '../../../kit/texts.ts';
import { paths } from '../app/paths.ts';
import { BuyButton } from '../payments/buy-button.tsx';
import { subscriptionTexts } from '../texts/subscription-texts.ts';
import { texts } from '../texts/texts.ts';
import { type MySubscription } from './my-subscription.ts';
import { isRenewal, lastPeriod, startSentence } from './next-start.ts';

const words = subscriptionTexts;

export function SubscriptionCard({ subscription }: { subscription: MySubscription }) {
  const { plan, startsAt, endsAt, isActive, daysLeft } = subscription;
  const length = kitTexts.days(plan.durationDays);
  const planEndsAt = isActive ? endOfPlan(subscription) : endsAt;
  // Buying the current plan again while another one waits would not continue it.
  const isOffered = !isActive || lastPeriod(subscription)?.plan.id === plan.id;
  return (
    <article className="subscription" aria-labelledby="plan-name">
      <header>
        <h2 id="plan-name">{plan.name}</h2>
        <Badge tone={isActive ? 'good' : 'quiet'}>{isActive ? words.active : words.ended}</Badge>
      </header>
      <dl>
        <Row term={isActive ? words.since : words.startedOn} at={startsAt} />
        {planEndsAt !== endsAt && <Row term={words.planUntil(plan.name)} at={planEndsAt} />}
        <Row term={isActive ? (planEndsAt === endsAt ? words.until : words.allUntil) : words.endedOn} at={endsAt} />
        <div>
          <dt>{words.daysLeft}</dt>
          <dd>{daysLeft}</dd>
        </div>
      </dl>
      {isOffered && (
        <p>{isActive ? `${words.renewHint(length)} ${startSentence(subscription)}` : words.buyAgainHint(length)}</p>
      )}
      {isOffered ? (
        <BuyButton
          plan={plan}
          label={isRenewal(subscription, plan.id) ? texts.plans.renew(plan.name) : texts.plans.buy(plan.name)}
        />
      ) : (
        <Link href={paths.plans} className="action">
          {words.otherPlans}
        </Link>
      )}
    </article>
  );
}

function Row({ term, at }: { term: string; at: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <Moment at={at} />
      </dd>
    </div>
  );
}

/** The end of what runs now, with the periods of the same plan that follow it. */
function endOfPlan({ plan, periods, endsAt }: MySubscription): string {
  const other = periods.find((period) => period.plan.id !== plan.id);
  return other ? other.startsAt : endsAt;
}
