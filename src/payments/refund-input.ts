import { type EntityManager } from '@mikro-orm/postgresql';
import { BadUserInput } from '../errors.ts';
import { daysLeftOf } from '../subscriptions/cut-access.ts';
import { RefundAccess } from './refund.ts';

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
