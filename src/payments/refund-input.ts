import { type EntityManager } from '@mikro-orm/postgresql';
import { BadUserInput } from '../errors.ts';
import { daysLeftOf } from '../subscriptions/shorten-access.ts';
import { RefundAccess } from './refund.ts';

const MAX_LENGTH = 500;
// Blanks, controls, and characters that show nothing or reverse the direction of text.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Text of an operator: 1 to 500 visible characters. */
export function checkText(argument: string, text: string): void {
  const isVisible = /[^\s\p{Z}\p{C}]/u.test(text) && !INVISIBLE.test(text.replace(/[\r\n\t]/g, ' '));
  if (isVisible && text.length <= MAX_LENGTH) return;
  throw new BadUserInput(argument, `${argument} must be 1 to ${MAX_LENGTH} visible characters.`);
}

/** Access is shortened by at least one day, and by no more days than the payment still grants. */
export async function checkAccess(
  em: EntityManager,
  paymentId: string,
  { access, shortenDays }: { access: RefundAccess; shortenDays: number | null },
): Promise<void> {
  if (access !== RefundAccess.SHORTEN) {
    if (shortenDays === null) return;
    throw new BadUserInput('shortenDays', 'shortenDays is for access SHORTEN only.');
  }
  const daysLeft = await daysLeftOf(em, paymentId);
  if (shortenDays !== null && shortenDays >= 1 && shortenDays <= daysLeft) return;
  throw new BadUserInput(
    'shortenDays',
    `shortenDays must be 1 to the days that the payment still grants: ${daysLeft}.`,
  );
}
