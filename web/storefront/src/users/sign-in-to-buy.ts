import { useSearch } from 'wouter';
import { paths } from '../app/paths.ts';
import { returnPath } from './return-path.ts';

/** Not in the history or the address: a reload, the Back button and a link from elsewhere must not open a payment. */
let hasSignedInToBuy = false;

/** Returns what to call when the customer signs in on this page; that returns whether it is to buy. */
export function useSignInToBuy(): () => boolean {
  const isToBuy = returnPath(useSearch()).startsWith(`${paths.plans}?`);
  return () => {
    hasSignedInToBuy = isToBuy;
    return isToBuy;
  };
}

/** Whether the customer has just signed in to buy a plan. True once. */
export function takeSignIn(): boolean {
  const had = hasSignedInToBuy;
  hasSignedInToBuy = false;
  return had;
}
