/** The texts of the page that asks before a payment opens, and of the trial. */
export const englishPurchase = {
  title: 'Before you pay',
  titleOf: (plan: string): string => `Buy ${plan}`,
  otherPlans: 'See the other plans',

  priceChanged: (plan: string, old: string, now: string): string =>
    `The price of ${plan} has changed: it was ${old} and is ${now} now. Nothing was bought. You can pay the new price below, or leave it.`,
  pending: (plan: string, sum: string, day: string): string =>
    `Your payment of ${sum} for ${plan}, of ${day}, is not confirmed by Khalti yet. It may still be completed: if you pay again now, you may pay twice. It is better to wait.`,
  toPending: 'See this payment',
  openAtOther: (plan: string, sum: string, day: string, now: string): string =>
    `On ${day} you opened a payment of ${sum} for ${plan}. It is not paid yet, and you can still pay it. The price is ${now} now.`,
  payOpen: (sum: string): string => `Pay ${sum} with the open payment`,

  atOnce: 'Start at once',
  after: (plan: string): string => `After ${plan}`,
  afterHint: 'You keep all days that you have.',
  now: (plan: string): string => `Change now, in place of ${plan}`,
  pay: (sum: string): string => `Pay ${sum} with Khalti`,
  payDespite: (sum: string): string => `Pay ${sum} all the same`,

  priceOf: (plan: string): string => `Price of ${plan}`,
  unused: (plan: string, day: string): string => `Unused part of ${plan}, until ${day}`,
  ofPaid: (sum: string): string => `of ${sum} that you paid`,
  toPay: 'To pay now',
  calculationHint:
    'What is unused of your plan comes off the price, and that plan ends. The sum is fixed when you click; it grows by a few paisa while you wait.',
  keeps: 'Free days, a trial, and days of this plan that you have already are kept. They follow afterwards.',
  obstacles: {
    SAME_PLAN: 'You have this plan now. You can buy it again to start after it.',
    TOO_LITTLE_LEFT:
      'Less than Rs 10.00 would be left to pay, and Khalti takes no less. Please let the plan start after the current one.',
    REFUND_UNDER_WAY:
      'A refund of what you have is under way. Please wait for it, or let the plan start after the current one.',
    REFUND_SUM_UNKNOWN:
      'We do not know the sum of a refund yet. Please let the plan start after the current one, or contact us.',
  },

  trial: {
    title: 'Free trial',
    titleOf: (plan: string): string => `Try ${plan}`,
    lead: (length: string, plan: string): string =>
      `You get ${plan} free for ${length}. Each person can try one plan, once.`,
    startsAtOnce: 'It starts at once.',
    ends: 'You pay nothing, and there is nothing to cancel: it simply ends. If you buy a plan during the trial, you lose no day of it.',
    start: (length: string): string => `Start ${length} free`,
    busy: 'Starting the trial…',
    notOffered: 'This plan cannot be tried free of charge.',
    confirmFirst: (email: string): string =>
      `Please confirm your e-mail address first: open the link in our message to ${email}. Then come back to this page and start the trial.`,
  },
};
