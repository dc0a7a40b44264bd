/** The texts of mails to customers, in English. `nepali-mails.ts` has each of them too. */
export const englishMails = {
  nepalTime: (day: string, time: string): string => `${day}, ${time} Nepal time`,
  days: (count: number): string => (count === 1 ? '1 day' : `${count} days`),
  hello: 'Hello,',
  helloTo: (name: string): string => `Hello ${name},`,
  plan: 'Plan',
  transaction: "Khalti's transaction id",
  choosePlan: 'Choose a plan',
  writeToUs: 'Write to us',
  callUs: 'Call us',
  pan: 'PAN',

  receipt: {
    subject: (plan: string, amount: string): string => `Receipt: ${plan}, ${amount}`,
    thanks: 'Thank you for your payment. Please keep this receipt.',
    number: 'Receipt number',
    payment: 'Payment number',
    paid: 'Paid',
    paidOn: 'Paid on',
    until: 'Access until',
    show: 'Show or print your receipt',
    subscription: 'View your subscription',
    noRenewal: 'Your subscription does not renew automatically. You are charged only when you pay again.',
  },

  reminder: {
    // "Within" stays true if the message is late.
    subject: (plan: string, left: string): string => `${plan}: your access ends within ${left}`,
    ends: (left: string): string =>
      `Your access ends within ${left}. It does not renew automatically: to keep it, pay again.`,
    until: 'Access until',
    noLoss: 'You lose no days by paying early: the new days start when the current ones end.',
  },

  ended: {
    subject: (plan: string): string => `${plan}: your access has ended`,
    ended: 'Your access has ended. Nothing more is charged. Thank you for being our customer.',
    endedOn: 'Ended',
    again: 'To continue, choose a plan and pay. Your access starts as soon as the payment is completed.',
  },

  refunded: {
    subject: (plan: string, amount: string): string => `Refunded: ${plan}, ${amount}`,
    subjectOfPart: (plan: string): string => `Partly refunded: ${plan}`,
    through: { khalti: 'through Khalti', outside: 'outside Khalti, by bank transfer or in cash' },
    part: (way: string): string => `Part of your payment was refunded ${way}.`,
    partOf: (amount: string, way: string): string => `Part of your payment, ${amount}, was refunded ${way}.`,
    whole: (way: string): string => `Your payment was refunded in full ${way}.`,
    rest: (way: string): string => `The rest of your payment was refunded ${way}.`,
    revoked: 'Any remaining days of access from it have been removed.',
    kept: 'The refund does not change your access.',
    shortened: (days: string): string => `Your access from it ends ${days} earlier.`,
    paid: 'Paid',
    refunded: 'Refunded',
    khaltiShows: 'Khalti shows the amount',
    access: 'Access',
    until: (time: string): string => `until ${time}`,
    none: 'none',
    payments: 'View your payments',
  },

  passwordReset: {
    subject: 'Reset your password',
    requested: (site: string): string => `Someone requested a new password for your account at ${site}.`,
    choose: 'Choose a new password',
    valid: (time: string): string => `This link works once, until ${time} or until you request another link.`,
    ignore:
      'If you did not request it, you do not need to do anything: your password stays as it is. Do not share this link.',
  },

  emailConfirmation: {
    subject: 'Confirm your e-mail address',
    created: (site: string): string =>
      `An account at ${site} was created with this e-mail address. Please confirm that the address is yours.`,
    confirm: 'Confirm this address',
    valid: (time: string): string => `This link works until ${time}.`,
    ignore: 'If you did not create this account, ignore this message.',
  },

  emailChange: {
    subject: 'Confirm your new e-mail address',
    asked: (site: string): string =>
      `This e-mail address was entered as the new address of an account at ${site}. Please confirm that the address is yours. Until then, the old address counts.`,
    confirm: 'Use this address from now on',
    valid: (time: string): string => `This link works until ${time}, or until another address is entered.`,
    ignore: 'If you did not ask for it, ignore this message: nothing changes.',
  },

  emailChangeNotice: {
    subject: 'Your e-mail address is about to change',
    asked: (site: string): string =>
      `Someone who knows your password asked to use another e-mail address for your account at ${site}.`,
    until: 'If it was you, open the link that we sent to the new address. Until then, you sign in with this address.',
    notYou:
      'If it was not you, choose a new password at once: on the page where you sign in, with “Forgot your password?”. This also stops the change. If you cannot sign in any more, write to us.',
  },
};
