import type { englishAccount } from './english-account.ts';

export type AccountTexts = typeof englishAccount;

export let accountTexts: AccountTexts;

export function setAccountTexts(chosen: AccountTexts): void {
  accountTexts = chosen;
}
