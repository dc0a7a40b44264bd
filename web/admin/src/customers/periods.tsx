import { useState } from 'react';
import { Link } from 'wouter';
import { Badge } from '../../../kit/badge.tsx';
import { formatCount, formatDays, formatMoment, formatPaisa } from '../app/format.ts';
import { pathOfPayment } from '../app/paths.ts';
import { useSession } from '../app/session.tsx';
import { type Column, DataTable } from '../lists/data-table.tsx';
import { type Customer, type Period } from './customer-query.ts';
import { RevokeDialog } from './revoke-dialog.tsx';

interface PeriodsProps {
  customer: Customer;
  readAgain(): Promise<unknown>;
}

const SHOWN_AT_FIRST = 10;

const columns: Column<Period>[] = [
  { head: 'State', cell: (period) => <State period={period} /> },
  { head: 'From', cell: ({ startsAt }) => formatMoment(startsAt) },
  { head: 'Until', cell: ({ endsAt }) => formatMoment(endsAt) },
  { head: 'Plan', cell: ({ plan }) => plan.name },
  { head: 'Source', cell: (period) => <Source period={period} /> },
];

/** All access: what runs now and what comes next, then the past, newest first. */
export function Periods({ customer, readAgain }: PeriodsProps) {
  const { can } = useSession();
  const [revoked, setRevoked] = useState<Period | null>(null);
  const [showsAll, setShowsAll] = useState(false);
  const periods = inOrder(customer.periods);
  const rows = showsAll ? periods : periods.slice(0, SHOWN_AT_FIRST);
  const revoking: Column<Period> = {
    head: 'Deed',
    cell: (period) => (isOver(period) ? '—' : <RevokeButton period={period} onPress={() => setRevoked(period)} />),
  };
  return (
    <section>
      <h2>Periods of access</h2>
      {periods.length === 0 && (
        <div className="notice quiet">
          <p>There are none. A payment or free days give access.</p>
        </div>
      )}
      {periods.length > 0 && (
        <DataTable
          caption="Periods of access"
          columns={can('REVOKE_PERIOD') ? [...columns, revoking] : columns}
          rows={rows}
          keyOf={({ id }) => id}
        />
      )}
      {rows.length < periods.length && (
        <button type="button" className="link" onClick={() => setShowsAll(true)}>
          Show all {formatCount(periods.length)}
        </button>
      )}
      {revoked && <RevokeDialog period={revoked} readAgain={readAgain} onClose={() => setRevoked(null)} />}
    </section>
  );
}

function inOrder(periods: readonly Period[]): Period[] {
  const open = periods.filter((period) => !isOver(period));
  const over = periods.filter(isOver);
  return [...open, ...over.reverse()];
}

function isOver({ revokedAt, endsAt }: Period): boolean {
  return Boolean(revokedAt) || Date.parse(endsAt) <= Date.now();
}

function State({ period }: { period: Period }) {
  const { revokedAt, exchangedBy, startsAt } = period;
  if (revokedAt && exchangedBy) {
    return (
      <>
        <Badge tone="quiet">Exchanged</Badge>{' '}
        <small>
          {formatMoment(revokedAt)}, for <Link href={pathOfPayment(exchangedBy)}>another plan</Link>
        </small>
      </>
    );
  }
  if (revokedAt) {
    return (
      <>
        <Badge tone="bad">Revoked</Badge> <small>{formatMoment(revokedAt)}</small>
      </>
    );
  }
  if (isOver(period)) return <Badge tone="quiet">Past</Badge>;
  return Date.parse(startsAt) <= Date.now() ? <Badge tone="good">Now</Badge> : <Badge tone="wait">Next</Badge>;
}

function Source({ period: { payment, grant, source } }: { period: Period }) {
  if (payment) {
    return (
      <>
        <Link href={pathOfPayment(payment.id)}>Payment</Link> of {formatPaisa(payment.amountPaisa)}
      </>
    );
  }
  if (!grant) return source === 'TRIAL' ? 'Trial' : '—';
  return (
    <>
      {formatDays(grant.days)} free, given by {grant.author?.name ?? 'a command'}
      <br />
      <small>“{grant.reason}”</small>
    </>
  );
}

function RevokeButton({ period, onPress }: { period: Period; onPress(): void }) {
  return (
    <button type="button" className="small outline" onClick={onPress}>
      Revoke
      <span className="for-screen-readers"> the period from {formatMoment(period.startsAt)}</span>
    </button>
  );
}
