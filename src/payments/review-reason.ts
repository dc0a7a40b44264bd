/** Why an operator must decide about a payment. */
export enum ReviewReason {
  OTHER_AMOUNT = 'OTHER_AMOUNT',
  TRANSACTION_TAKEN = 'TRANSACTION_TAKEN',
  PART_REFUND = 'PART_REFUND',
  UNREADABLE = 'UNREADABLE',
  CUSTOMER_BLOCKED = 'CUSTOMER_BLOCKED',
  EXCHANGE_CHANGED = 'EXCHANGE_CHANGED',
}

/** What an operator has decided about a payment in review. */
export enum ReviewDecision {
  ACCEPT = 'ACCEPT',
  REFUND = 'REFUND',
  DISMISS = 'DISMISS',
}
