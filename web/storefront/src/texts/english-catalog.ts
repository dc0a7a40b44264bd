import { kitEnglish } from '../../../kit/english.ts';
import { english } from './english.ts';
import { englishAccount } from './english-account.ts';
import { englishPayments } from './english-payments.ts';
import { englishPurchase } from './english-purchase.ts';
import { englishRecovery } from './english-recovery.ts';
import { englishSubscription } from './english-subscription.ts';

/** Everything that is said in English, as one file. `Catalog` is its shape, so a translation that lacks a text does not compile. */
export const catalog = {
  kit: kitEnglish,
  texts: english,
  payments: englishPayments,
  purchase: englishPurchase,
  account: englishAccount,
  recovery: englishRecovery,
  subscription: englishSubscription,
};

export type Catalog = typeof catalog;
