import type { english } from './english.ts';

/** The shape of a translation. */
export type Texts = typeof english;

/** The texts in the language of the page. `loadTexts` sets them before any page is loaded. */
export let texts: Texts;

export function setTexts(chosen: Texts): void {
  texts = chosen;
}
