import { registerEnumType } from 'type-graphql';

/** A language in which customers are spoken to. */
export enum Language {
  EN = 'EN',
  NE = 'NE',
}

registerEnumType(Language, {
  name: 'Language',
  description: 'A language in which customers are spoken to.',
  valuesConfig: { EN: { description: 'English.' }, NE: { description: 'Nepali.' } },
});

export const DEFAULT_LANGUAGE = Language.EN;

/** The same in each language. A language that lacks it does not compile. */
export type InEach<Said> = Readonly<Record<Language, Said>>;

/** As HTML and cookies name it: `en`, `ne`. */
export function tagOf(language: Language): string {
  return language.toLowerCase();
}

/** The language that a request asks for: in the cookie `language`, else in Accept-Language, else English. */
export function languageAsked(cookie: string | undefined, accepted: string | undefined): Language {
  return named(cookie) ?? firstAccepted(accepted ?? '') ?? DEFAULT_LANGUAGE;
}

/** The language that the customer has chosen in this browser. */
export function languageChosen(cookie: string | undefined): Language | null {
  return named(cookie);
}

function firstAccepted(accepted: string): Language | null {
  let best: { language: Language; quality: number } | null = null;
  for (const part of accepted.slice(0, MAX_HEADER_LENGTH).split(',')) {
    const [tag = '', ...parameters] = part.trim().split(/\s*;\s*/);
    const quality = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1);
    const language = named(tag.split('-', 1)[0]);
    if (language !== null && quality > (best?.quality ?? 0)) best = { language, quality };
  }
  return best?.language ?? null;
}

function named(tag: string | undefined): Language | null {
  return byTag.get(tag?.toLowerCase() ?? '') ?? null;
}

const MAX_HEADER_LENGTH = 200;
const byTag = new Map(Object.values(Language).map((language) => [tagOf(language), language]));
