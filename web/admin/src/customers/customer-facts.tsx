import { type ReactNode } from 'react';
import { Badge } from '../../../kit/badge.tsx';
import { formatMoment } from '../app/format.ts';
import { type Customer } from './customer-query.ts';

/** Who it is, and where the access stands. */
export function CustomerFacts({ customer }: { customer: Customer }) {
  const { id, email, isEmailConfirmed, createdAt, erasedAt, sessionsEndedAt } = customer;
  return (
    <div className="facts">
      <section aria-labelledby="who">
        <h2 id="who">Customer</h2>
        <dl>
          <Fact label="E-mail">
            {email ?? '—'} {email && <Confirmed isConfirmed={isEmailConfirmed} />}
          </Fact>
          <Fact label="Signed up">{formatMoment(createdAt)}</Fact>
          <Fact label="All sessions ended">{sessionsEndedAt ? formatMoment(sessionsEndedAt) : 'Never'}</Fact>
          {erasedAt && <Fact label="Erased">{formatMoment(erasedAt)}</Fact>}
          <Fact label="Id" isCode>
            {id}
          </Fact>
        </dl>
      </section>
      <section aria-labelledby="access">
        <h2 id="access">Access</h2>
        <Access customer={customer} />
      </section>
    </div>
  );
}

function Access({ customer: { subscription, blockedAt, erasedAt } }: { customer: Customer }) {
  if (!subscription) return <p>This customer never had access.</p>;
  const { isActive, plan, startsAt, endsAt } = subscription;
  const isUsable = !blockedAt && !erasedAt;
  return (
    <dl>
      <Fact label="Now">
        {isActive && isUsable && <Badge tone="good">Has access</Badge>}
        {isActive && !isUsable && <Badge tone="wait">Runs on, but cannot be used</Badge>}
        {!isActive && <Badge tone="quiet">Has ended</Badge>}
      </Fact>
      <Fact label="Plan">{plan.name}</Fact>
      <Fact label="Began">{formatMoment(startsAt)}</Fact>
      <Fact label={isActive ? 'Ends' : 'Ended'}>{formatMoment(endsAt)}</Fact>
    </dl>
  );
}

function Confirmed({ isConfirmed }: { isConfirmed: boolean }) {
  return isConfirmed ? <Badge tone="good">Confirmed</Badge> : <Badge tone="quiet">Not confirmed</Badge>;
}

function Fact({ label, isCode = false, children }: { label: string; isCode?: boolean; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={isCode ? 'code' : undefined}>{children}</dd>
    </div>
  );
}
