/** The texts of the payment pages. Separate, to keep the first load small. */
export const englishPayments = {
  list: {
    title: 'My payments',
    lead: 'Every payment with its state and its receipt. We check a payment that Khalti has not confirmed yet: please do not pay a second time.',
    none: 'You have no payments yet.',
    older: 'Show older payments',
    continue: 'Continue paying',
    check: 'Check with Khalti',
    details: 'Details',
    receipt: (number: string): string => `${number.startsWith('CN-') ? 'Credit note' : 'Receipt'} ${number}`,
    link: (action: string, plan: string): string => `${action}: ${plan}`,
    status: {
      CREATED: 'Opening',
      INITIATED: 'Not paid yet',
      PENDING: 'Pending',
      COMPLETED: 'Completed',
      CANCELED: 'Cancelled',
      EXPIRED: 'Expired',
      REFUNDED: 'Refunded',
      PARTIALLY_REFUNDED: 'Partly refunded',
      NEEDS_REVIEW: 'Under review',
      FAILED: 'Failed',
    },
  },

  outcome: {
    title: 'Your payment',
    checking: 'Checking with Khalti…',
    checkingHint: 'This takes a few seconds. You can close this page: we also check your payment in the background.',
    nothingLost:
      'If you have paid, nothing is lost: please do not pay again. This page checks again until the server answers.',
    checkNow: 'Check now',
    nextCheck: (wait: string): string => `We check again after about ${wait}.`,
    continue: 'Continue paying at Khalti',
    toSubscription: 'See my subscription',
    toPayments: 'See my payments',
    buyAgain: (plan: string): string => `Try again: buy ${plan}`,
    plan: 'Plan',
    amount: 'Amount',
    transaction: 'Khalti transaction',
    number: 'Payment number',
    payBefore: 'Pay before',
    periodStart: 'Access from',
    periodEnd: 'Access until',
    receipt: 'Receipt',
    startsNow: 'When it is paid, this plan starts at once, in place of the one that runs now.',
    endedEarly: 'The access of this payment ended early, for example because you changed to another plan.',
    accessFrom: 'It is paid, and it comes next. Your access from this payment starts on',
    accessUntil: 'You have access until',
    accessEndedOn: 'Your access ended on',
    missingTitle: 'Which payment?',
    missing: 'This address does not name a payment. Please look for it in your payments.',
    unknownTitle: 'Unknown payment',
    unknown: (name: string): string =>
      `You are signed in as ${name}. This account does not have this payment. If you paid with another account, please sign out and sign in with that account.`,
    uncheckedTitle: 'Not checked yet',
    cannotCheck:
      'We cannot check this payment right now. If you have paid, please do not pay again. Please come back later.',
    byStatus: {
      CREATED: {
        title: 'Opening the payment',
        text: 'This payment is being opened. Nothing has been charged. Please check again in a moment.',
      },
      INITIATED: {
        title: 'Not paid yet',
        text: 'Khalti has not received your payment yet. Please continue at Khalti, or check again if you have paid.',
      },
      PENDING: {
        title: 'Payment pending',
        text: 'Khalti has not confirmed this payment yet. Please do not pay again. Your access starts when the payment is completed, even if you close this page.',
      },
      COMPLETED: { title: 'Payment completed', text: 'Thank you! We have received your payment.' },
      CANCELED: {
        title: 'Payment cancelled',
        text: 'Khalti reports that this payment was cancelled and not paid. You can try again.',
      },
      EXPIRED: {
        title: 'Payment expired',
        text: 'Khalti reports that this payment was not paid in time. You can try again.',
      },
      REFUNDED: {
        title: 'Payment refunded',
        text: 'Khalti refunded the full amount. This payment gives no access. You can buy the plan again.',
      },
      PARTIALLY_REFUNDED: {
        title: 'Partly refunded',
        text: 'Khalti refunded part of the amount. This does not change your access.',
      },
      NEEDS_REVIEW: {
        title: 'Under review',
        text: 'What Khalti reports does not match this payment. We are checking it. Please do not pay again. If you do not hear from us, please contact us and give the payment number below.',
      },
      FAILED: {
        title: 'Payment failed',
        text: 'This payment could not be opened. Nothing has been charged. You can try again.',
      },
    },
  },
};
