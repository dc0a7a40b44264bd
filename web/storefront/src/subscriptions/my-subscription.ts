import type { MySubscriptionQuery as Answer, PeriodFieldsFragment } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export type MySubscription = NonNullable<Answer['mySubscription']>;
export type Period = PeriodFieldsFragment;

graphql(`
  fragment SubscriptionFields on Subscription {
    startsAt
    endsAt
    isActive
    daysLeft
    plan {
      ...PlanFields
    }
  }
`);

graphql(`
  fragment PeriodFields on Period {
    id
    startsAt
    endsAt
    source
    plan {
      id
      name
    }
  }
`);

/** What the customer has, and what is still to be paid or confirmed: the server knows it on every device. */
export const MySubscriptionQuery = graphql(`
  query MySubscription {
    mySubscription {
      ...SubscriptionFields
      periods {
        ...PeriodFields
      }
    }
    myOpenPayments {
      ...OpenPaymentFields
    }
  }
`);
