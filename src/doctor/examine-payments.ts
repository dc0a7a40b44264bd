import { type Database } from '../database/connect-database.ts';
import { PaymentStatus } from '../payments/payment-status.ts';
import { type Findings, ok, warning } from './finding.ts';

const { INITIATED, PENDING, NEEDS_REVIEW } = PaymentStatus;
const FOLLOWED = [INITIATED, PENDING, NEEDS_REVIEW];

/** Payments that another Khalti has opened, such as the simulator or the sandbox. No job asks about them. */
export async function examinePayments(orm: Database, gateway: string): Findings {
  const others = await orm.em.fork().execute<{ gateway: string; payments: number }[]>(
    `select gateway, count(*)::int as payments from payments
       where status in (?, ?, ?) and gateway <> ? group by gateway order by gateway`,
    [...FOLLOWED, gateway],
  );
  if (others.length === 0) return [ok(`No open payment belongs to another Khalti than ${gateway}.`)];
  const names = others.map((other) => `${other.payments} to ${other.gateway}`).join(', ');
  return [
    warning(
      `Open payments that another Khalti has opened: ${names}. They are not looked up at ${gateway}.`,
      'If KHALTI_BASE_URL is right, nothing: they end unpaid. If not, correct it: the payments are then followed up again.',
    ),
  ];
}
