import { english } from './english.ts';

/** The shape of a translation. To use one, assign it here, and translate `kit/texts.ts` too. */
export type Texts = typeof english;

export const texts: Texts = english;
