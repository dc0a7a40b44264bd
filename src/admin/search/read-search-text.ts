import { BadUserInput } from '../../errors.ts';

const MAX_LENGTH = 200;
// `\s` has the no-break spaces and U+FEFF, but not the zero-width characters.
const BLANKS = /^[\s\u00ad\u180e\u200b-\u200f\u2060-\u2064]+|[\s\u00ad\u180e\u200b-\u200f\u2060-\u2064]+$/gu;
const CONTROL = /\p{Cc}/u;

/** Without the blanks around it. Null if nothing can match it. Throws if it is too long. */
export function readSearchText(argument: string, text: string): string | null {
  const trimmed = text.replace(BLANKS, '');
  if (trimmed.length > MAX_LENGTH) {
    throw new BadUserInput(argument, `${argument} must not be longer than ${MAX_LENGTH} characters.`);
  }
  return CONTROL.test(trimmed) ? null : trimmed;
}

export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, String.raw`\$&`);
}
