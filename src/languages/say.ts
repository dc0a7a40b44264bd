import { englishErrors } from './english-errors.ts';
import { type InEach } from './language.ts';
import { nepaliErrors } from './nepali-errors.ts';

/** One sentence, in each language. */
export type Said = InEach<string>;

/** `say((words) => words.pleaseSignIn)`. */
export function say(choose: (words: typeof englishErrors) => string): Said {
  return { EN: choose(englishErrors), NE: choose(nepaliErrors) };
}
