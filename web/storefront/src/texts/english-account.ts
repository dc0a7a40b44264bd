/** The texts of the account page. */
export const englishAccount = {
  title: 'Your account',
  lead: 'Here you can change your name, your address, your language and your password, see where you are signed in, download your data, and delete the account.',
  saving: 'Saving…',
  wrongPassword: 'This is not your password.',

  profile: {
    title: 'Name',
    hint: 'We send it to Khalti with your payments. Receipts that you have keep the name of their day.',
    save: 'Save the name',
    saved: 'Your name is saved.',
  },

  email: {
    title: 'E-mail address',
    none: 'We do not know an e-mail address of yours.',
    confirmed: 'Confirmed',
    unconfirmed: 'Not confirmed',
    use: 'We send receipts, reminders and links for a new password to this address.',
    sentTo: (email: string): string =>
      `We sent a link to ${email} when you signed up. Please open it, so that receipts and links for a new password reach you.`,
  },

  confirmation: {
    send: 'Send the link again',
    again: 'Send it once more',
    sent: (email: string): string =>
      `We have sent a message with a link to ${email}. Nothing after a few minutes? Please check your spam folder and this address.`,
    already: 'Your address is confirmed already.',
  },

  newEmail: {
    open: 'Use another address',
    address: 'New e-mail address',
    hint: 'We send a link to it. Until you open the link, you sign in with the address of now.',
    send: 'Send the link to the new address',
    busy: 'Sending…',
    taken: 'There is already an account with this e-mail address. Please enter another one.',
    pending: 'Waits for you',
    sentTo: (newEmail: string, email: string): string =>
      `We have sent a link to ${newEmail}. Please open it: from then on, this is your address. Until then, you sign in with ${email}.`,
    cancel: (email: string): string => `Keep ${email}`,
  },

  language: { title: 'Language', hint: 'For these pages in this browser, and for the mails that we send you.' },

  password: {
    title: 'Password',
    lead: 'With a new password, you stay signed in here and are signed out everywhere else.',
    current: 'Current password',
    new: 'New password',
    save: 'Change the password',
    done: 'Your password is changed. You are signed out everywhere else.',
  },

  sessions: {
    title: 'Signed-in devices',
    lead: 'If you have lost a phone, or used a computer of somebody else, sign out on all devices. This one is signed out, too.',
    action: 'Sign out everywhere',
    unknown: 'Unknown browser or app',
    here: 'This device',
    since: 'Signed in:',
    seen: 'Last used, noted once a day:',
    end: 'Sign out there',
    endOf: (device: string): string => `Sign out there: ${device}`,
  },

  data: {
    title: 'Your data',
    lead: 'Everything that we store about you, in one file (JSON).',
    action: 'Download my data',
  },

  deletion: {
    title: 'Delete the account',
    lead: 'Deletes your account for good. You see first what goes and what stays.',
    open: 'Delete my account…',
    question: 'Delete your account?',
    goes: 'Your name, your e-mail address and your password are deleted.',
    access: 'Your access ends now, also the days that you have paid for. They are not refunded.',
    stays: 'Payments and receipts stay in our books, because the law asks for them, but without your name and address.',
    final: 'This cannot be undone. Download your data and your receipts first, if you want to keep them.',
    password: 'Your password',
    action: 'Delete for good',
    busy: 'Deleting…',
    cancel: 'Keep my account',
    notYet:
      'A payment of yours is still open or being checked, or a refund is under way. Please delete the account after that. A payment that you do not pay ends by itself.',
    doneTitle: 'Your account is deleted',
    done: 'You are signed out everywhere. Thank you for having been our customer.',
  },
};
