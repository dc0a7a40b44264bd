/** What is said around links in messages. Apart from the rest, because few come here: nobody else loads it. */
export const englishRecovery = {
  forgot: 'Forgot your password?',

  request: {
    title: 'Forgot your password?',
    lead: 'Tell us your e-mail address, and we send you a link to choose a new password.',
    send: 'Send the link',
    busy: 'Sending…',
    sent: (email: string): string =>
      `If there is an account with the address ${email}, a message with a link is on its way. The link works for 30 minutes.`,
    notThere: 'Nothing there after a few minutes? Look among unwanted mail, or check the address and ask again.',
    again: 'Ask again',
  },

  reset: {
    title: 'Choose a new password',
    lead: 'You will be signed in here, and signed out everywhere else.',
    password: 'New password',
    save: 'Save and sign in',
    busy: 'Saving…',
    doneTitle: 'Your new password is set',
    done: 'You are signed in here. Everywhere else you have been signed out.',
    toSubscription: 'See my subscription',
  },

  confirm: {
    title: 'Confirm your address',
    busy: 'Confirming…',
    doneTitle: 'Your address is confirmed',
    done: 'Thank you! There is nothing else to do.',
    invalid:
      'This link is not valid any more. You can buy and use everything all the same; choosing a new password confirms your address, too.',
    toPlans: 'See the plans',
  },

  invalidTitle: 'This link does not work any more',
  invalid: 'It was used already, or it is too old, or only part of it arrived here.',
  askForNew: 'Ask for a new link',
};
