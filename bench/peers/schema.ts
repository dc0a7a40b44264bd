import { readFileSync } from 'node:fs';
import { GraphQLDateTime, GraphQLNonNegativeInt, GraphQLPositiveInt, GraphQLURL } from 'graphql-scalars';
import { initiatePayment, verifyPayment } from './checkout.ts';
import { DAY_MS, findPlans, findSubscription, type PaymentRow, type PlanRow, type SubscriptionRow } from './store.ts';

/** The schema of this server without subscriptions, which the benchmark does not use. */
export const typeDefs = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8').replace(
  /\n *subscription: LiveUpdates/,
  '',
);

export interface Context {
  /** Throws if the request has no valid token. */
  userId(): string;
}

/** Plain functions on rows, for the fields that the benchmark requests. */
export const resolvers = {
  DateTime: GraphQLDateTime,
  NonNegativeInt: GraphQLNonNegativeInt,
  PositiveInt: GraphQLPositiveInt,
  URL: GraphQLURL,
  Query: {
    plans: () => findPlans(),
    mySubscription: (_root: unknown, _args: unknown, { userId }: Context) => findSubscription(userId()),
  },
  Mutation: {
    initiatePayment: (_root: unknown, { planId }: { planId: string }, { userId }: Context) =>
      initiatePayment(userId(), planId),
    verifyPayment: (_root: unknown, { pidx }: { pidx: string }, { userId }: Context) => verifyPayment(userId(), pidx),
  },
  Plan: {
    price: (plan: PlanRow) => rupees(plan.price_paisa),
    pricePaisa: (plan: PlanRow) => plan.price_paisa,
    durationDays: (plan: PlanRow) => plan.duration_days,
  },
  Subscription: {
    startsAt: (subscription: SubscriptionRow) => subscription.starts_at,
    endsAt: (subscription: SubscriptionRow) => subscription.ends_at,
    isActive: (subscription: SubscriptionRow) => subscription.ends_at.getTime() > Date.now(),
    daysLeft: daysLeft,
  },
  Payment: {
    amount: (payment: PaymentRow) => rupees(payment.amount_paisa),
    amountPaisa: (payment: PaymentRow) => payment.amount_paisa,
    paymentUrl: (payment: PaymentRow) => payment.payment_url,
    expiresAt: (payment: PaymentRow) => payment.expires_at,
    transactionId: (payment: PaymentRow) => payment.transaction_id,
    subscription: (payment: PaymentRow) => (payment.status === 'COMPLETED' ? findSubscription(payment.user_id) : null),
  },
};

export function rupees(paisa: number): string {
  return `${Math.floor(paisa / 100)}.${String(paisa % 100).padStart(2, '0')}`;
}

export function daysLeft({ ends_at }: SubscriptionRow): number {
  return Math.max(0, Math.ceil((ends_at.getTime() - Date.now()) / DAY_MS));
}
