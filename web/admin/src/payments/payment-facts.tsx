import { type ReactNode } from 'react';
import { Link } from 'wouter';
import { CopyButton } from '../app/copy-button.tsx';
import { formatDays, formatMoment, formatPaisa } from '../app/format.ts';
import { pathOfCustomer } from '../app/paths.ts';
import { type Payment } from './payment.ts';

export function PaymentFacts({ payment }: { payment: Payment }) {
  const { customer, planName, period } = payment;
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">Facts</h2>
      <dl>
        <Fact name="Amount">{formatPaisa(payment.amountPaisa)}</Fact>
        <Fact name="Refunded">{refundedInWords(payment)}</Fact>
        <Fact name="Khalti's fee">
          {typeof payment.feePaisa === 'number' ? formatPaisa(payment.feePaisa) : 'Not reported'}
        </Fact>
        <Fact name="Plan">
          {planName}, {formatDays(payment.durationDays)}
        </Fact>
        <Fact name="Customer">
          <Link href={pathOfCustomer(customer.id)}>{customer.name}</Link>
          {customer.email && <small>{customer.email}</small>}
        </Fact>
        <Fact name="Opened">{formatMoment(payment.createdAt)}</Fact>
        <Fact name="Paid">{payment.paidAt ? formatMoment(payment.paidAt) : 'Not paid'}</Fact>
        {!payment.paidAt && payment.expiresAt && <Fact name="Link expires">{formatMoment(payment.expiresAt)}</Fact>}
        <Fact name="Access">{period ? accessInWords(period) : 'None granted'}</Fact>
        {payment.failureCode && <Fact name="Last error at Khalti">{payment.failureCode}</Fact>}
        {payment.receipts.length > 0 && (
          <Fact name="Receipts">
            {payment.receipts.map(({ number, url }) => (
              <a key={number} href={url} className="receipt">
                {number}
              </a>
            ))}
          </Fact>
        )}
        <Code name="pidx" value={payment.pidx} />
        <Code name="Transaction id" value={payment.transactionId} />
        <Code name="Our id" value={payment.id} />
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Code({ name, value }: { name: string; value: string | null | undefined }) {
  if (!value) return <Fact name={name}>None</Fact>;
  return (
    <div>
      <dt>{name}</dt>
      <dd className="code">
        {value} <CopyButton name={name} text={value} />
      </dd>
    </div>
  );
}

function refundedInWords({ refundedPaisa, refunds }: Payment): string {
  if (typeof refundedPaisa === 'number') return refundedPaisa === 0 ? 'Nothing' : formatPaisa(refundedPaisa);
  const known = refunds.filter(({ status }) => status === 'DONE').map(({ amountPaisa }) => amountPaisa ?? 0);
  return `At least ${formatPaisa(known.reduce((sum, paisa) => sum + paisa, 0))}. The sum of a refund is not known.`;
}

function accessInWords({ startsAt, endsAt, revokedAt, exchangedBy }: NonNullable<Payment['period']>): string {
  const whole = `${formatMoment(startsAt)} to ${formatMoment(endsAt)}`;
  if (!revokedAt) return whole;
  return `${whole}, ${exchangedBy ? 'exchanged for another plan' : 'taken away'} ${formatMoment(revokedAt)}`;
}
