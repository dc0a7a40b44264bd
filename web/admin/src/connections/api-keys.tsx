import { useState } from 'react';
import { Badge } from '../../../kit/badge.tsx';
import { formatDay, formatMoment, inWords } from '../app/format.ts';
import { type Column, DataTable } from '../lists/data-table.tsx';
import { type ApiKey } from './connection.ts';
import { CreateKeyDialog } from './create-key-dialog.tsx';
import { RevokeKeyDialog } from './revoke-key-dialog.tsx';

/** Keys with which backends ask. */
export function ApiKeys({ apiKeys }: { apiKeys: readonly ApiKey[] }) {
  const [isCreating, setIsCreating] = useState(false);
  const [revoked, setRevoked] = useState<ApiKey | null>(null);
  return (
    <section>
      <h2>API keys</h2>
      <p>With a key, a backend asks who has access, or reads what has happened.</p>
      <div className="deeds">
        <button type="button" onClick={() => setIsCreating(true)}>
          New API key
        </button>
      </div>
      {apiKeys.length > 0 && (
        <DataTable
          caption="API keys"
          columns={[...columns, revokeColumn(setRevoked)]}
          rows={apiKeys}
          keyOf={({ id }) => id}
        />
      )}
      {isCreating && <CreateKeyDialog onClose={() => setIsCreating(false)} />}
      {revoked && <RevokeKeyDialog apiKey={revoked} onClose={() => setRevoked(null)} />}
    </section>
  );
}

const columns: Column<ApiKey>[] = [
  { head: 'Name', cell: ({ name }) => name },
  { head: 'Key', cell: ({ prefix }) => <code>{prefix}…</code> },
  { head: 'For', cell: ({ scopes }) => scopes.map(inWords).join(', ') },
  { head: 'Last used', cell: ({ lastUsedAt }) => (lastUsedAt ? formatMoment(lastUsedAt) : 'Never') },
  { head: 'State', cell: (apiKey) => <State {...apiKey} /> },
];

function State({ revokedAt, expiresAt }: ApiKey) {
  if (revokedAt) return <Badge tone="quiet">Revoked</Badge>;
  if (!expiresAt) return <Badge tone="good">Works</Badge>;
  if (new Date(expiresAt) <= new Date()) return <Badge tone="quiet">Expired</Badge>;
  return <Badge tone="good">Works until {formatDay(expiresAt)}</Badge>;
}

function revokeColumn(onRevoke: (apiKey: ApiKey) => void): Column<ApiKey> {
  return {
    head: 'Change',
    cell: (apiKey) =>
      apiKey.revokedAt ? null : (
        <button type="button" className="link" onClick={() => onRevoke(apiKey)}>
          Revoke<span className="for-screen-readers"> {apiKey.name}</span>
        </button>
      ),
  };
}
