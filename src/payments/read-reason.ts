import { BadUserInput } from '../errors.ts';

const MAX_LENGTH = 1000;
const UNWANTED = /[^\P{Cc}\n]|\p{Cs}/u;
const VISIBLE = /[^\p{White_Space}\p{C}\p{M}\p{Default_Ignorable_Code_Point}]/u;

/** A reason, a note or a reference of an operator, trimmed: 1 to 1000 characters, one of them visible. Throws `BadUserInput`. */
export function readReason(text: string, argument = 'reason'): string {
  const reason = text.trim();
  if (!VISIBLE.test(reason)) throw new BadUserInput(argument, `${argument} must have a visible character.`);
  if (Array.from(reason).length > MAX_LENGTH) {
    throw new BadUserInput(argument, `${argument} must have at most ${MAX_LENGTH} characters.`);
  }
  if (UNWANTED.test(reason)) throw new BadUserInput(argument, `${argument} must not have control characters.`);
  return reason;
}
