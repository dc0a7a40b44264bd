import { useQuery } from '@apollo/client/react';
import { Badge, type Tone } from '../../../kit/badge.tsx';
import { formatMoment, inWords } from '../app/format.ts';
import { PermittedPage } from '../app/permitted.tsx';
import { type AuditFilter, type DeedOutcome, type TargetKind } from '../gql/graphql.ts';
import { CsvLink } from '../lists/csv-link.tsx';
import { type Column } from '../lists/data-table.tsx';
import { dayRange } from '../lists/day-range.ts';
import { type Filter, Filters } from '../lists/filters.tsx';
import { List } from '../lists/list.tsx';
import { type ListUrl, useListUrl } from '../lists/use-list-url.ts';
import { Details, Target } from './audit-cells.tsx';
import { AuditEntriesQuery, type AuditEntry } from './audit-entries.ts';

const tones: Record<DeedOutcome, Tone> = { DONE: 'good', REFUSED: 'wait', FAILED: 'bad' };
const targetKinds = [
  'PAYMENT',
  'REFUND',
  'CUSTOMER',
  'PERIOD',
  'PLAN',
  'EXTENSION',
  'MESSAGE',
  'EXPORT',
  'API_KEY',
  'WEBHOOK',
  'OPERATOR',
  'INVITATION',
  'SESSION',
] as const satisfies TargetKind[];

const columns: Column<AuditEntry>[] = [
  { head: 'When', cell: ({ at }) => formatMoment(at) },
  { head: 'Who', cell: ({ actor, actorKind, actorId }) => actor?.name ?? `${inWords(actorKind)} ${actorId ?? ''}` },
  { head: 'What', cell: ({ action }) => <code>{action}</code> },
  { head: 'About', cell: Target },
  {
    head: 'Outcome',
    cell: ({ outcome, code }) => (
      <>
        <Badge tone={tones[outcome]}>{inWords(outcome)}</Badge> {code && <code>{code}</code>}
      </>
    ),
  },
  { head: 'Reason', cell: ({ reason }) => reason ?? '—' },
  { head: 'Details', cell: Details },
];

const filters: Filter[] = [
  { kind: 'day', name: 'from', label: 'From' },
  { kind: 'day', name: 'to', label: 'Until' },
  { kind: 'text', name: 'action', label: 'Name of the deed, such as requestRefund' },
  {
    kind: 'several',
    name: 'outcome',
    label: 'Outcome',
    options: [
      ['DONE', 'Done'],
      ['REFUSED', 'Refused'],
      ['FAILED', 'Failed'],
    ],
  },
  { kind: 'several', name: 'about', label: 'About', options: targetKinds.map((kind) => [kind, inWords(kind)]) },
];

/** Who did what, latest first. */
export function AuditPage() {
  return (
    <PermittedPage title="Audit" permission="READ_AUDIT">
      <Entries />
    </PermittedPage>
  );
}

function Entries() {
  const url = useListUrl();
  const filter = filterOf(url);
  const variables = { filter, after: url.get('after') };
  const { data, previousData, error, refetch } = useQuery(AuditEntriesQuery, {
    variables,
    fetchPolicy: 'cache-and-network',
  });
  return (
    <>
      <div className="tools">
        <Filters url={url} filters={filters} />
        <CsvLink list="audit" permissions={['EXPORT', 'READ_AUDIT']} filter={filter} />
      </div>
      <List
        caption="Deeds"
        columns={columns}
        keyOf={({ id }) => id}
        url={url}
        connection={(data ?? previousData)?.auditEntries}
        error={error}
        retry={() => void refetch().catch(() => {})}
        empty={<p>No deed matches these filters.</p>}
      />
    </>
  );
}

function filterOf(url: ListUrl): AuditFilter {
  const { from, to } = dayRange(url, 'from', 'to');
  const action = url.get('action')?.trim();
  return {
    from,
    to,
    actions: action ? [action] : [],
    outcomes: url.all('outcome') as DeedOutcome[],
    actorIds: url.all('actor'),
    targetKinds: url.all('about') as TargetKind[],
    targetId: url.get('target'),
  };
}
