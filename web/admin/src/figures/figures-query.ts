import { graphql } from '../gql/index.ts';

export const FiguresQuery = graphql(`
  query Figures($from: Date!, $to: Date!, $by: FigurePeriod!) {
    figures(from: $from, to: $to, by: $by) {
      from
      to
      nepaliFrom
      collectedPaisa
      newPaisa
      renewedPaisa
      returnedPaisa
      paidBackPaisa
      netPaisa
      feePaisa
      isAtLeast
      payments
      refunds
      activePaid
      activeTrial
      activeComplimentary
    }
  }
`);
