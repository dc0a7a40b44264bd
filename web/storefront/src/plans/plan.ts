import { formatRupees } from '../../../kit/format-rupees.ts';
import { type PlanFieldsFragment } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { texts } from '../texts/texts.ts';

export type Plan = PlanFieldsFragment;

graphql(`
  fragment PlanFields on Plan {
    id
    code
    name
    description
    price
    pricePaisa
    durationDays
    trialDays
  }
`);

export function pricePerDay({ pricePaisa, durationDays }: Plan): string {
  return texts.perDay(formatRupees(pricePaisa / 100 / durationDays));
}
