export const paths = {
  plans: '/plans',
  subscription: '/subscription',
  payments: '/payments',
  paymentReturn: '/payments/return',
  purchase: '/buy',
  trial: '/trial',
  account: '/account',
  accountDeleted: '/account-deleted',
  signIn: '/sign-in',
  signUp: '/sign-up',
};

/** The page of a payment. Khalti sends the browser there, too. */
export function pathOfPayment(pidx: string): string {
  return `${paths.paymentReturn}?${new URLSearchParams({ pidx })}`;
}

/** The plans, with the focus on the button that buys this plan. */
export function pathOfPurchase(planCode: string): string {
  return `${paths.plans}?${new URLSearchParams({ buy: planCode })}`;
}

/** The page that asks how to buy this plan, if there is something to ask. */
export function pathOfChoice(planId: string): string {
  return `${paths.purchase}?${new URLSearchParams({ plan: planId })}`;
}

export function pathOfTrial(planId: string): string {
  return `${paths.trial}?${new URLSearchParams({ plan: planId })}`;
}

/** A path to sign in or sign up that returns to `next`. */
export function withReturn(path: string, next: string): string {
  return `${path}?${new URLSearchParams({ next })}`;
}
