/** The texts of the storefront, in English. `nepali.ts` has each of them too. */
export const english = {
  language: 'en',
  shop: 'Subscriptions',
  /** The name of the language that the switch leads to, in that language. */
  otherLanguage: 'नेपाली',

  perDay: (price: string): string => `${price} a day`,

  skipToContent: 'Skip to the content',
  footer: 'You pay through Khalti. Access starts after Khalti has confirmed your payment.',

  contact: {
    write: 'Write to us',
    call: 'Call us',
    pan: 'PAN',
    terms: 'Terms',
    privacy: 'Privacy',
    refunds: 'Refunds',
    noScript: 'Please turn on JavaScript to buy a plan, or to see your account.',
  },

  navigation: {
    label: 'Pages',
    account: 'Account',
    accountOf: (name: string): string => `Your account: ${name}`,
    plans: 'Plans',
    subscription: 'My subscription',
    payments: 'My payments',
    signIn: 'Sign in',
    signUp: 'Sign up',
    signOut: 'Sign out',
  },

  plans: {
    title: 'Plans',
    lead: 'Pay once for a fixed number of days. Plans do not renew automatically, so there is nothing to cancel.',
    buy: (plan: string): string => `Buy ${plan}`,
    renew: (plan: string): string => `Renew ${plan}`,
    current: 'Your plan',
    next: 'Comes next',
    startsAtOnce: 'Starts as soon as you have paid.',
    startsAfter: (day: string, plan: string): string => `Starts on ${day}, after ${plan}.`,
    pending: (plan: string, sum: string): string =>
      `Your payment of ${sum} for ${plan} is not confirmed by Khalti yet. Please do not pay again.`,
    toPending: 'See this payment',
    trial: (length: string): string => `Try it free for ${length}`,
    from: {
      TRIAL: (plan: string): string => `${plan} (trial)`,
      GRANT: (plan: string): string => `${plan} (free days)`,
    },
    buying: (plan: string): string => `You are signed in. Next, pay for ${plan} at Khalti.`,
    none: 'No plans are on sale right now. Please come back later.',
  },

  buying: {
    withKhalti: 'Pay with Khalti',
    opening: 'Opening the payment…',
    leaving: 'Going to Khalti…',
    accountChanged: (name: string): string =>
      `Nothing was bought: ${name} is signed in now, in another tab. Reload this page to buy for this account.`,
  },

  users: {
    signInTitle: 'Sign in',
    signUpTitle: 'Sign up',
    email: 'E-mail address',
    password: 'Password',
    passwordHint: (minLength: number): string => `At least ${minLength} characters.`,
    name: 'Your name',
    nameHint: 'We send it to Khalti with your payments.',
    signInBusy: 'Signing in…',
    signUpBusy: 'Creating your account…',
    noAccount: 'No account yet?',
    haveAccount: 'Already have an account?',
    toPay: 'After you sign up, you go straight on to Khalti to pay for your plan.',
    signInFirst: 'Please sign in to see this page.',
    sessionEnded: 'You are signed out. Please sign in again to see this page.',
  },

  problems: {
    PLAN_NOT_FOUND: 'This plan is no longer on sale. Please choose another plan.',
    PAYMENT_NOT_FOUND: 'This account does not have this payment.',
    PRICE_CHANGED: 'The price of this plan has changed. Nothing was bought.',
    PAYMENT_PENDING: 'A payment of yours is not confirmed yet. Nothing was bought.',
    PLAN_CHANGE_NOT_POSSIBLE: 'This plan cannot start now. Nothing was bought.',
    TRIAL_NOT_OFFERED: 'This plan can no longer be tried free of charge.',
    TRIAL_USED: 'You have already used your free trial. Each person has one. You can buy the plan instead.',
    EMAIL_NOT_CONFIRMED: 'Please confirm your e-mail address first.',
    NOT_POSSIBLE: 'This is not possible now.',
    IDEMPOTENCY_KEY_REUSED: 'Something went wrong on this device. Please try again.',
    PAYMENT_IN_PROGRESS: 'This payment is still being opened. Please try again in a moment.',
    SESSION_NOT_FOUND: 'You are not signed in there any more.',
    EMAIL_TAKEN: 'There is already an account with this e-mail address. Please sign in instead.',
    INVALID_CREDENTIALS: 'The e-mail address or the password is wrong.',
    GATEWAY_UNAVAILABLE:
      'Khalti cannot be reached right now. If you have paid, your payment is not lost. Please try again in a moment.',
    GATEWAY_REFUSED: 'Khalti did not accept this request. Please try again, or contact us if it happens again.',
    GATEWAY_MISCONFIGURED: 'Payments are not available right now. Please try again later.',
  },

  notFound: { title: 'Page not found', text: 'There is no page at this address.', toPlans: 'See the plans' },
};
