import { Link } from 'wouter';
import { inWords } from '../app/format.ts';
import { pathOfCustomer, pathOfPayment, paths } from '../app/paths.ts';
import { type TargetKind } from '../gql/graphql.ts';
import { type AuditEntry } from './audit-entries.ts';

/** What a deed is about, with a link where there is a page. */
export function Target({ targetKind, targetId }: AuditEntry) {
  if (!targetKind) return '—';
  const name = inWords(targetKind);
  const path = targetId && pathOf(targetKind, targetId);
  return path ? <Link href={path}>{name}</Link> : name;
}

function pathOf(kind: TargetKind, id: string): string | null {
  if (kind === 'PAYMENT') return pathOfPayment(id);
  if (kind === 'CUSTOMER') return pathOfCustomer(id);
  if (kind === 'PLAN') return paths.plans;
  if (kind === 'EXTENSION') return paths.extensions;
  return kind === 'OPERATOR' ? paths.operators : null;
}

/** What a deed has changed. */
export function Details({ before, after, targetId, requestId }: AuditEntry) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return (
    <details className="details">
      <summary>{names.length === 0 ? 'Ids' : 'Changes and ids'}</summary>
      <dl>
        {names.map((name) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="code">
              {show(before?.[name])} → {show(after?.[name])}
            </dd>
          </div>
        ))}
        {targetId && (
          <div>
            <dt>Id</dt>
            <dd className="code">{targetId}</dd>
          </div>
        )}
        {requestId && (
          <div>
            <dt>Request</dt>
            <dd className="code">{requestId}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}

function show(value: unknown): string {
  if (value === undefined || value === null) return '—';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
