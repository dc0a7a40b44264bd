import { Link } from 'wouter';
import { formatDays, formatPaisa } from '../app/format.ts';
import { pathOfCustomer } from '../app/paths.ts';
import { type Payment } from './payment.ts';
import { PaymentStatusBadge } from './status-badge.tsx';

/** What the payment is, at a glance. */
export function PaymentSummary({ payment }: { payment: Payment }) {
  const { status, amountPaisa, planName, durationDays, customer } = payment;
  return (
    <div className="summary">
      <p className="sum">
        {formatPaisa(amountPaisa)} <PaymentStatusBadge status={status} />
      </p>
      <p>
        {planName}, {formatDays(durationDays)}, for{' '}
        <Link href={pathOfCustomer(customer.id)}>{customer.email ?? customer.name}</Link>
      </p>
    </div>
  );
}
