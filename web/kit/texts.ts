import type { kitEnglish } from './english.ts';

/** The shape of a translation of the kit. */
export type KitTexts = typeof kitEnglish;

/** The texts of the kit in the language of the page. Set before any page is loaded. */
export let kitTexts: KitTexts;

export function setKitTexts(chosen: KitTexts): void {
  kitTexts = chosen;
}
