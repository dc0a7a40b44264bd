/** The texts of the pages that links in messages open. Separate, to keep the first load small. */
export const englishRecovery = {
  forgot: 'Forgot your password?',

  request: {
    title: 'Forgot your password?',
    lead: 'Enter your e-mail address. We will send you a link to choose a new password.',
    send: 'Send the link',
    busy: 'Sending…',
    sent: (email: string): string =>
      `If ${email} has an account, we have sent a message with a link to it. The link works for 30 minutes.`,
    notReceived: 'No message after a few minutes? Check your spam folder and the address, then request a new link.',
    again: 'Request a new link',
  },

  reset: {
    title: 'Choose a new password',
    lead: 'You will be signed in here and signed out everywhere else.',
    password: 'New password',
    save: 'Save and sign in',
    busy: 'Saving…',
    doneTitle: 'Your new password is set',
    done: 'Use it the next time you sign in. You were signed out everywhere else.',
    toSubscription: 'See my subscription',
  },

  confirm: {
    title: 'Confirm your address',
    busy: 'Confirming…',
    doneTitle: 'Your address is confirmed',
    done: 'Thank you! You do not need to do anything else.',
    invalid:
      'You can still buy and use plans. To confirm your address, choose a new password: this confirms the address, too. For a new address, enter it again in your account.',
    taken:
      'Another account has this address now, so yours keeps its address. You can enter another one in your account.',
    toPlans: 'See the plans',
  },

  invalidTitle: 'This link does not work',
  invalid: 'The link was already used or replaced by a newer one, has expired, or is incomplete.',
  requestNew: 'Request a new link',
};
