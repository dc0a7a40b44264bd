import { graphql } from '../gql/index.ts';

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

export const MySubscriptionQuery = graphql(`
  query MySubscription {
    mySubscription {
      ...SubscriptionFields
    }
  }
`);
