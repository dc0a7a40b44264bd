import { PaymentStatus } from '../payments/payment-status.ts';
import { ReviewReason } from '../payments/review-reason.ts';
import { DAY_MS } from '../subscriptions/period.ts';
import { type Plan } from '../subscriptions/plan.ts';
import { DemoPayment } from './demo-payment.ts';
import { type Life } from './life.ts';
import { mayRefund } from './refund.ts';
import { HOUR_MS, later, MINUTE_MS, SECOND_MS } from './times.ts';

const OUTCOMES = { COMPLETED: 76, LATE: 4, CANCELED: 8, EXPIRED: 10, FAILED: 2 };
const AFTER_EXPIRY_MS = 20 * SECOND_MS;
/** Of those whose access ends. The others do not come back. */
const RENEWAL = { EARLY: 45, LATE: 25, RETURNED: 10, NEVER: 20 };
/** How far ahead customers renew early. */
const MAX_EARLY_DAYS = 5;

/** Some sign up and never buy. */
export function beginToBuy(life: Life): void {
  const { random, user } = life;
  if (random.chance(0.1)) return;
  const waitMs = random.chance(0.7) ? random.between(2, 40) * MINUTE_MS : random.between(0.1, 4) * DAY_MS;
  life.plan(later(user.createdAt, waitMs), (at) => buy(life, at));
}

export function buy(life: Life, at: Date, plan = choosePlan(life)): void {
  const { random } = life;
  if (life.hasLeft) return;
  const demo = new DemoPayment(life, plan, at);
  const outcome = random.pick(OUTCOMES);
  if (outcome !== 'FAILED') demo.open();
  switch (outcome) {
    case 'COMPLETED':
      life.plan(later(at, random.between(40, 400) * SECOND_MS), (paidAt) => complete(demo, paidAt));
      break;
    case 'LATE':
      life.plan(later(at, random.between(2, 10) * MINUTE_MS), (heldAt) => demo.hold(heldAt));
      life.plan(later(at, random.between(1, 20) * HOUR_MS), (paidAt) => complete(demo, paidAt));
      break;
    case 'CANCELED':
      life.plan(later(at, random.between(30, 300) * SECOND_MS), (endedAt) => demo.end(PaymentStatus.CANCELED, endedAt));
      break;
    case 'EXPIRED':
      life.plan(later(demo.khalti.expires_at, AFTER_EXPIRY_MS), (endedAt) => demo.end(PaymentStatus.EXPIRED, endedAt));
      break;
    case 'FAILED':
      demo.refuse();
  }
  if (outcome !== 'COMPLETED' && outcome !== 'LATE') tryAgain(life, plan, at);
}

/** Completes a payment, mails its receipt, and plans what this customer does next. */
export function complete(demo: DemoPayment, at: Date): void {
  const { life, payment } = demo;
  if (life.user.blockedAt) {
    demo.review(ReviewReason.CUSTOMER_BLOCKED, at);
    return;
  }
  demo.complete(at);
  life.mail(later(at, 2 * SECOND_MS), `receipt-${payment.id}`);
  mayRefund(demo, at);
  planRenewal(life, payment.plan);
}

function planRenewal(life: Life, plan: Plan): void {
  const { random, subscription } = life;
  if (!subscription) return;
  const choice = random.pick(RENEWAL);
  if (choice === 'NEVER') return;
  const days = {
    EARLY: -random.between(0.1, MAX_EARLY_DAYS),
    LATE: random.between(0.1, 16),
    RETURNED: random.between(35, 140),
  }[choice];
  life.plan(later(subscription.endsAt, days * DAY_MS), (at) => renew(life, plan, at));
}

function renew(life: Life, plan: Plan, at: Date): void {
  const { random, subscription } = life;
  const isTooEarly = subscription !== null && subscription.endsAt > later(at, (MAX_EARLY_DAYS + 1) * DAY_MS);
  // Free days, or another payment, have moved the end of access.
  if (isTooEarly) planRenewal(life, plan);
  else buy(life, at, random.chance(0.75) ? plan : choosePlan(life));
}

function tryAgain(life: Life, plan: Plan, at: Date): void {
  const { random } = life;
  if (!random.chance(0.65)) return;
  const waitMs = random.chance(0.6) ? random.between(35, 90) * MINUTE_MS : random.between(0.2, 3) * DAY_MS;
  life.plan(later(at, waitMs), (next) => buy(life, next, plan));
}

/** The shorter, the more often. */
export function choosePlan({ random, world }: Life): Plan {
  return world.plans[random.place(world.plans.map((_, index) => 1 / (index + 1) ** 1.4))] as Plan;
}
