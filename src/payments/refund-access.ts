import { ALL_DAYS } from '../subscriptions/cut-access.ts';
import { type Refund, RefundAccess } from './refund.ts';

/** How many days of access a refund takes. */
export function daysTakenBy({ access, shortenDays }: Pick<Refund, 'access' | 'shortenDays'>): number {
  switch (access) {
    case RefundAccess.REVOKE:
      return ALL_DAYS;
    case RefundAccess.SHORTEN:
      return shortenDays ?? 0;
    case RefundAccess.KEEP:
      return 0;
  }
}
