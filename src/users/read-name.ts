import { type Said, say } from '../languages/say.ts';

export const MAX_NAME_LENGTH = 200;

const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const CONTROLS = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
// The last four are blanks that Unicode counts as symbols or letters. Zero-width characters are "default ignorable".
const VISIBLE = /[^\p{White_Space}\p{C}\p{M}\p{Default_Ignorable_Code_Point}\u{2800}\u{1d159}\u{13441}\u{13442}]/u;

/** A person's name as it is stored, or why it cannot be stored. */
export function readName(text: string): { name: string; fault: null } | { name: null; fault: Said } {
  const name = text.replace(DIRECTION_MARKS, '').trim();
  const fault = faultOf(name);
  return fault === null ? { name, fault } : { name: null, fault };
}

function faultOf(name: string): Said | null {
  if (name === '') return say((words) => words.name.missing);
  if (Array.from(name).length > MAX_NAME_LENGTH) return say((words) => words.name.atMost(MAX_NAME_LENGTH));
  if (CONTROLS.test(name)) return say((words) => words.name.hasControls);
  return VISIBLE.test(name) ? null : say((words) => words.name.isInvisible);
}
