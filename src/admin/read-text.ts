import { BadUserInput } from '../errors.ts';
import { isPrintable } from '../payments/is-printable.ts';

const MAX_REASON_LENGTH = 1000;
const UNWANTED = /[^\P{Cc}\n]|\p{Cs}/u;
const VISIBLE = /[^\p{White_Space}\p{C}\p{M}\p{Default_Ignorable_Code_Point}]/u;

/** A reason that an operator gives, trimmed. Throws `BadUserInput`. */
export function readReason(text: string, argument = 'reason'): string {
  const reason = text.trim();
  if (!VISIBLE.test(reason)) throw new BadUserInput(argument, 'Please give a reason.');
  if (Array.from(reason).length > MAX_REASON_LENGTH) {
    throw new BadUserInput(argument, `A reason must have at most ${MAX_REASON_LENGTH} characters.`);
  }
  if (UNWANTED.test(reason)) throw new BadUserInput(argument, 'A reason must not have control characters.');
  return reason;
}

/** Throws `BadUserInput`. */
export function readIdempotencyKey(key: string): string {
  if (isPrintable(key)) return key;
  throw new BadUserInput('idempotencyKey', 'An idempotency key must have 1 to 255 printable ASCII characters.');
}

/** Throws `BadUserInput`. */
export function readDays(days: number, maxDays: number): number {
  if (days >= 1 && days <= maxDays) return days;
  throw new BadUserInput('days', `The number of days must be from 1 to ${maxDays}.`);
}
