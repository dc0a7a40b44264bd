import { kitNepali } from '../../../kit/nepali.ts';
import type { Catalog } from './english-catalog.ts';
import { nepali } from './nepali.ts';
import { nepaliAccount } from './nepali-account.ts';
import { nepaliPayments } from './nepali-payments.ts';
import { nepaliPurchase } from './nepali-purchase.ts';
import { nepaliRecovery } from './nepali-recovery.ts';
import { nepaliSubscription } from './nepali-subscription.ts';

/** Everything that is said in Nepali, as one file. */
export const catalog: Catalog = {
  kit: kitNepali,
  texts: nepali,
  payments: nepaliPayments,
  purchase: nepaliPurchase,
  account: nepaliAccount,
  recovery: nepaliRecovery,
  subscription: nepaliSubscription,
};
