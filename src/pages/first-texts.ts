import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type InEach, Language, tagOf } from '../languages/language.ts';

/** The storefront's own texts for what the server shows before scripts run. Values stand in braces: `{plan}`. */
export interface FirstTexts {
  shop: string;
  otherLanguage: string;
  skipToContent: string;
  loading: string;
  noScript: string;
  footer: string;
  contact: { write: string; call: string; pan: string; terms: string; privacy: string; refunds: string };
  pagesLabel: string;
  accountLabel: string;
  /** Path and label. */
  navigation: [string, string][];
  /** By path. */
  pages: Record<string, { title: string; lead?: string }>;
  notFound: string;
  lead: string;
  none: string;
  trial: string;
  startsAtOnce: string;
  buy: string;
  withKhalti: string;
  day: string;
  days: string;
  perDay: string;
  /** The file with all texts of this language. */
  catalogFile: string;
}

export interface FirstContent {
  texts: InEach<FirstTexts>;
  /** The storefront's own query for the plans. */
  plansQuery: string;
}

/** As `web/first-content.ts` wrote it. */
export function readFirstContent(folder: string): FirstContent {
  const content = JSON.parse(readFileSync(join(folder, 'first-content.json'), 'utf8')) as {
    texts: Record<string, FirstTexts>;
    plansQuery: string;
  };
  const textsIn = (language: Language): FirstTexts => {
    const texts = content.texts[tagOf(language)];
    if (!texts) throw new Error(`The storefront has no texts in ${language}.`);
    return texts;
  };
  const texts = { [Language.EN]: textsIn(Language.EN), [Language.NE]: textsIn(Language.NE) };
  return { texts, plansQuery: content.plansQuery };
}

/** `fill('Buy {plan}', 'plan', 'Basic')` is `Buy Basic`. */
export function fill(text: string, name: string, value: string): string {
  return text.replace(`{${name}}`, () => value);
}
