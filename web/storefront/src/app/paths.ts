export const paths = {
  plans: '/plans',
  subscription: '/subscription',
  payments: '/payments',
  paymentReturn: '/payments/return',
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

/** A path to sign in or sign up that returns to `next`. */
export function withReturn(path: string, next: string): string {
  return `${path}?${new URLSearchParams({ next })}`;
}
