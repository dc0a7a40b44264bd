import { type AttentionQuery as AttentionData } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export const AttentionQuery = graphql(`
  query Attention {
    attention {
      ...AttentionFields
    }
  }
`);

graphql(`
  fragment AttentionFields on Attention {
    reviews
    unknownRefunds
    pendingForADay
    failedMails
    failingWebhooks
    isKeyRefused
    reviewPayments(first: 5) {
      id
      amountPaisa
      claimedPaisa
      reviewReason
      createdAt
    }
    unknownRefundList(first: 5) {
      id
      amountPaisa
      createdAt
      payment {
        id
      }
    }
    pendingPayments(first: 5) {
      id
      amountPaisa
      createdAt
    }
    failedMessages(first: 5) {
      jobId
      kind
      failedAt
      paymentId
      customerId
    }
  }
`);

export const AttentionChanged = graphql(`
  subscription AttentionChanged {
    attentionChanged {
      ...AttentionFields
    }
  }
`);

export type Attention = AttentionData['attention'];
