/** What errors say to customers, in English. `nepali-errors.ts` has each of them too. */
export const englishErrors = {
  pleaseSignIn: 'Please sign in.',
  sessionEnded: 'Your session has ended or is not valid. Please sign in again.',
  atIdentityProvider: 'Please sign in at your identity provider.',
  accountBlocked: 'Your account is blocked. Contact us.',
  receiptNeedsSignIn: 'Please sign in, then open this receipt again.',
  receiptNotFound: 'You have no such receipt.',
  planNotFound: 'There is no such plan on sale.',
  paymentNotFound: 'You have no such payment.',
  keyReused:
    'This idempotency key already belongs to another payment: for another plan, with another start, or with another return URL.',
  paymentInProgress: 'This payment is not open yet. Try again in a moment.',
  paymentPending: 'A payment of yours is still being confirmed. Wait for it, so that you do not pay twice.',
  priceChanged: 'The price of this plan has changed. Look at the new price before you pay.',
  trialNotOffered: 'There is no trial of this plan.',
  trialUsed: 'You have used your trial already. Each person has one.',
  emailNotConfirmed: 'Please confirm your e-mail address first: open the link that was sent to it.',
  emailTaken: 'There is an account with this e-mail address already.',
  wrongEmailOrPassword: 'The e-mail address or the password is wrong.',
  wrongPassword: 'The current password is wrong.',
  linkInvalid: 'This link is not valid. It was used already, is too old, or is not complete.',
  sessionNotFound: 'You are not signed in there any more.',
  tooManyRequests: 'Too many requests. Please wait before you try again.',
  manyPayments: 'You have opened many payments. Please wait before you open another one.',
  manyChecks: 'You have checked payments many times. Please wait before you check again.',
  notFinished: 'A payment or a refund of yours is not finished yet. Delete your account after that.',
  unavailable: 'This service is not available right now. Nothing is lost; try again in a moment.',
  unexpected: 'Something went wrong on our side.',
  signInUnchecked: 'Your sign-in cannot be checked right now. Try again in a moment.',

  change: {
    SAME_PLAN: 'You have this plan now. You can buy it again to start after it.',
    TOO_LITTLE_LEFT:
      'Less than Rs 10 would be left to pay, and Khalti takes no less. Let the plan start after the current one.',
    REFUND_UNDER_WAY:
      'A refund of what you have is under way. Wait for it, or let the plan start after the current one.',
    REFUND_SUM_UNKNOWN:
      'The sum of a refund is not known here yet. Let the plan start after the current one, or contact us.',
  },

  password: {
    atLeast: (min: number): string => `A password must have at least ${min} characters.`,
    atMost: (max: number): string => `A password must have at most ${max} characters.`,
  },

  name: {
    missing: 'Please enter your name.',
    atMost: (max: number): string => `A name must have at most ${max} characters.`,
    hasControls: 'A name must not have control characters.',
    isInvisible: 'A name must have a visible character.',
  },

  email: {
    atMost: (max: number): string => `An e-mail address must have at most ${max} characters.`,
    sameAsNow: 'This is your e-mail address already.',
    noAt: 'An e-mail address must have an @.',
    noLocal: 'The part of the e-mail address before the @ is missing.',
    localAtMost: (max: number): string =>
      `The part of the e-mail address before the @ must have at most ${max} characters.`,
    dots: 'The part of the e-mail address before the @ must not begin or end with a dot, or have two dots in a row.',
    localCharacter: 'The part of the e-mail address before the @ has a character that is not allowed.',
    network: 'The part of the e-mail address after the @ must be a domain name, not a network address.',
    noFullDomain: 'The part of the e-mail address after the @ must be a full domain name, such as example.com.',
    domain: 'The part of the e-mail address after the @ is not a valid domain name.',
  },

  // Before a payment has a page, no customer can have paid. At a lookup, the customer may have paid.
  khaltiUnavailable: {
    initiate: 'Khalti is not available right now. Nothing has been charged; try again in a moment.',
    lookup: 'Khalti is not available right now. Nothing is lost; try again in a moment.',
  },
  khaltiRefused: {
    initiate: 'Khalti did not accept this payment. Nothing has been charged.',
    lookup: 'Khalti gives no information about this payment. If you have paid, do not pay again: contact us.',
  },
  khaltiMisconfigured: {
    initiate: 'Payments are not available right now. Nothing has been charged.',
    lookup: 'Payments cannot be checked right now. If you have paid, do not pay again: check this payment again later.',
  },
};
