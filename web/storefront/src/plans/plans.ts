import { type ApolloCache } from '@apollo/client';
import { firstPlans } from '../app/first-content.ts';
import { type PlansQuery as Plans } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export const PlansQuery = graphql(`
  query Plans {
    plans {
      ...PlanFields
    }
  }
`);

/** The server has asked this query already, to show the plans before scripts run. */
export function showPlansAtOnce(cache: ApolloCache): void {
  if (firstPlans !== null) cache.writeQuery({ query: PlansQuery, data: firstPlans as Plans });
}
