/** The texts of My subscription. */
export const englishSubscription = {
  title: 'My subscription',
  none: 'You have no subscription yet.',
  choose: 'Choose a plan',
  otherPlans: 'See the plans',
  active: 'Active',
  ended: 'Ended',
  since: 'Access since',
  until: 'Access until',
  planUntil: (plan: string): string => `${plan} until`,
  allUntil: 'All access until',
  startedOn: 'Access started on',
  endedOn: 'Access ended on',
  daysLeft: 'Days left',
  renewHint: (length: string): string => `Adds ${length} at the end. You do not lose days if you pay early.`,
  buyAgainHint: (length: string): string => `Access starts after you pay and lasts ${length}.`,
  nothingToCancel:
    'There is nothing to cancel: you paid once, and nothing is charged unless you pay again. Your access simply ends on its last day.',

  timeline: 'Now and next',
  now: 'Now',
  next: 'Next',
  untilDay: (day: string): string => `Until ${day}`,
  fromDay: (start: string, end: string): string => `From ${start} to ${end}`,
  pendingHint: 'Khalti has not confirmed it yet. Please do not pay again.',
  openedOn: (day: string): string => `Opened on ${day}`,
  toPayment: 'See the payment',
};
