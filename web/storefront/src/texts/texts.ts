import { english } from './english.ts';

/** What a translation has to offer: another file of this shape, taken here instead. */
export type Texts = typeof english;

export const texts: Texts = english;
