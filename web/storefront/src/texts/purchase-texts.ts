import type { englishPurchase } from './english-purchase.ts';

export type PurchaseTexts = typeof englishPurchase;

export let purchaseTexts: PurchaseTexts;

export function setPurchaseTexts(chosen: PurchaseTexts): void {
  purchaseTexts = chosen;
}
