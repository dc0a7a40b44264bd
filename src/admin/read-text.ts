import { BadUserInput } from '../errors.ts';
import { isPrintable } from '../payments/is-printable.ts';

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
