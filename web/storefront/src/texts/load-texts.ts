import { setKitTexts } from '../../../kit/texts.ts';
import { setAccountTexts } from './account-texts.ts';
import type { Catalog } from './english-catalog.ts';
import type { Language } from './language.ts';
import { setPaymentTexts } from './payment-texts.ts';
import { setPurchaseTexts } from './purchase-texts.ts';
import { setRecoveryTexts } from './recovery-texts.ts';
import { setSubscriptionTexts } from './subscription-texts.ts';
import { setTexts } from './texts.ts';

const catalogs: Record<Language, () => Promise<{ catalog: Catalog }>> = {
  en: () => import('./english-catalog.ts'),
  ne: () => import('./nepali-catalog.ts'),
};

/** Loads the texts of one language. Modules may use the texts as soon as they are loaded, if they are loaded afterwards. */
export async function loadTexts(language: Language): Promise<void> {
  const { catalog } = await catalogs[language]();
  setKitTexts(catalog.kit);
  setTexts(catalog.texts);
  setPaymentTexts(catalog.payments);
  setPurchaseTexts(catalog.purchase);
  setAccountTexts(catalog.account);
  setRecoveryTexts(catalog.recovery);
  setSubscriptionTexts(catalog.subscription);
}
