import { formatDays, formatPaisa } from '../app/format.ts';
import { type Fact } from '../deeds/fact.ts';
import { type PlansQuery as PlansData } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export const PlansQuery = graphql(`
  query Plans {
    plans {
      ...PlanRecordFields
    }
  }
`);

graphql(`
  fragment PlanRecordFields on PlanRecord {
    id
    code
    name
    description
    pricePaisa
    durationDays
    trialDays
    isArchived
    updatedAt
  }
`);

export type Plan = PlansData['plans'][number];

export function factsOf({ name, description, pricePaisa, durationDays, trialDays, isArchived }: Plan): Fact[] {
  return [
    { label: 'Name', value: name },
    { label: 'Description', value: description },
    { label: 'Price', value: formatPaisa(pricePaisa) },
    { label: 'Access', value: formatDays(durationDays) },
    { label: 'Trial', value: trialDays ? formatDays(trialDays) : 'None' },
    { label: 'State', value: isArchived ? 'Archived' : 'On sale' },
  ];
}
