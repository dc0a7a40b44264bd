/** The texts of the kit. A translation replaces the values. */
export const kitTexts = {
  dateLocale: 'en-GB',
  numberLocale: 'en-US',

  rupees: (amount: string): string => `Rs. ${amount}`,
  days: (count: number): string => (count === 1 ? '1 day' : `${count} days`),
  seconds: (count: number): string => (count === 1 ? '1 second' : `${count} seconds`),
  nepalTime: (moment: string): string => `${moment} in Nepal`,

  loading: 'Loading…',
  tryAgain: 'Try again',
  offline: 'You are offline. What you see may be out of date.',
  crashed: { title: 'This page stopped working', text: 'Nothing is lost. Please load it again.', reload: 'Load again' },

  problems: {
    UNAUTHENTICATED: 'Your session has ended. Please sign in again.',
    FORBIDDEN: 'This account may not do that here.',
    BAD_USER_INPUT: 'Something in your answer cannot be used. Please check it.',
    RATE_LIMITED: 'That was too often in a short time. Please wait a little.',
    IDENTITY_PROVIDER_UNAVAILABLE: 'Your sign-in cannot be checked right now. Please try again in a moment.',
    INTERNAL_SERVER_ERROR: 'Something went wrong on our side.',
    SERVER_UNREACHABLE: 'The shop cannot be reached. Please check your connection, or try again in a moment.',
  },
  waitFor: (seconds: string): string => `Please wait ${seconds}.`,
  errorId: (id: string): string => `If it stays so, name this number when you write to us: ${id}`,
};
