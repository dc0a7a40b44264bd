export const paths = {
  plans: '/plans',
  subscription: '/subscription',
  payments: '/payments',
  paymentReturn: '/payments/return',
  signIn: '/sign-in',
  signUp: '/sign-up',
};

/** Where a payment's outcome is told: the address to which Khalti sends the browser. */
export function pathOfPayment(pidx: string): string {
  return `${paths.paymentReturn}?${new URLSearchParams({ pidx })}`;
}

/** The plans, with one of them ready to be bought. */
export function pathOfPurchase(planCode: string): string {
  return `${paths.plans}?${new URLSearchParams({ buy: planCode })}`;
}

/** Signing in or up, and back. */
export function withReturn(path: string, next: string): string {
  return `${path}?${new URLSearchParams({ next })}`;
}

/** The way back from signing in, if it stays within this shop: an address from outside must not lead anywhere else. */
export function returnPath(search: string): string {
  const next = new URLSearchParams(search).get('next');
  const { origin } = window.location;
  if (!next || !URL.canParse(next, origin)) return paths.plans;
  const url = new URL(next, origin);
  // Two slashes at its beginning would make an address of another site of it.
  const isHere = url.origin === origin && !url.pathname.startsWith('//');
  return isHere ? url.pathname + url.search : paths.plans;
}
