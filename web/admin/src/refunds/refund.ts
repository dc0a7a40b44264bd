import { type RefundRecordFieldsFragment } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

graphql(`
  fragment RefundRecordFields on RefundRecord {
    id
    status
    origin
    kind
    amountPaisa
    isAmountConfirmed
    access
    shortenDays
    reason
    note
    reference
    evidence
    failure
    sentence
    khaltiStatusBefore
    createdAt
    sentAt
    doneAt
    updatedAt
    author {
      id
      name
    }
    settledBy {
      id
      name
    }
  }
`);

export type Refund = RefundRecordFieldsFragment;
