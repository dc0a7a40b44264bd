/** The texts of the kit, in English. `nepali.ts` has each of them too. */
export const kitEnglish = {
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],

  days: (count: number): string => (count === 1 ? '1 day' : `${count} days`),
  /** Below two minutes in seconds, above in minutes. */
  wait: (seconds: number): string => {
    if (seconds === 1) return '1 second';
    return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  },
  nepalTime: (day: string, time: string): string => `${day}, ${time} Nepal time`,
  localTime: (moment: string): string => `${moment} in your time zone`,

  loading: 'Loading…',
  tryAgain: 'Try again',
  offline: 'You are offline. This page may be out of date until you are online again.',
  crashed: {
    title: 'This page stopped working',
    text: 'Please reload it. Nothing that you saved is lost.',
    reload: 'Reload',
  },
  notLoaded: {
    title: 'This page could not be loaded',
    text: 'Nothing is lost. This page opens when you are online again.',
    reload: 'Try again',
  },

  problems: {
    UNAUTHENTICATED: 'You are signed out. Please sign in again.',
    FORBIDDEN: 'You cannot do this here. Please contact us if you need help.',
    BAD_USER_INPUT: 'This is not valid. Please check it and try again.',
    RATE_LIMITED: 'Too many requests in a short time.',
    IDENTITY_PROVIDER_UNAVAILABLE: 'We cannot check your sign-in right now. Please try again in a moment.',
    SERVICE_UNAVAILABLE: 'This is not available right now. Nothing is lost. Please try again in a moment.',
    INTERNAL_SERVER_ERROR: 'Something went wrong on our side. Please try again.',
    SERVER_UNREACHABLE: 'The server cannot be reached. Please check your connection and try again.',
  },
  waitFor: (time: string): string => `Please wait ${time} before you try again.`,
  errorId: (id: string): string => `If it happens again, please contact us and give this number: ${id}`,
};
