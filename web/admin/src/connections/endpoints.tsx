import { useState } from 'react';
import { Badge } from '../../../kit/badge.tsx';
import { formatMoment } from '../app/format.ts';
import { type Column, DataTable } from '../lists/data-table.tsx';
import { type Endpoint } from './connection.ts';
import { CreateEndpointDialog } from './create-endpoint-dialog.tsx';
import { EditEndpointDialog } from './edit-endpoint-dialog.tsx';
import { RotateSecretDialog } from './rotate-secret-dialog.tsx';
import { SwitchEndpointDialog } from './switch-endpoint-dialog.tsx';

type Open = { deed: 'create' } | { deed: 'edit'; id: string } | { deed: 'rotate' | 'switch'; endpoint: Endpoint };

interface EndpointsProps {
  endpoints: readonly Endpoint[];
  /** All that an endpoint can be sent. */
  eventTypes: readonly string[];
  refresh(): Promise<unknown>;
}

/** Where events are sent. */
export function Endpoints({ endpoints, eventTypes, refresh }: EndpointsProps) {
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  // From the list, not from the click: it may change while the dialog is open.
  const edited = open?.deed === 'edit' && endpoints.find(({ id }) => id === open.id);
  return (
    <section>
      <h2>Webhook endpoints</h2>
      <p>An endpoint is told when access, a payment or a customer changes.</p>
      <div className="deeds">
        <button type="button" onClick={() => setOpen({ deed: 'create' })}>
          New endpoint
        </button>
      </div>
      {endpoints.length > 0 && (
        <DataTable
          caption="Webhook endpoints"
          columns={[...columns, deedsColumn(setOpen)]}
          rows={endpoints}
          keyOf={({ id }) => id}
        />
      )}
      {open?.deed === 'create' && <CreateEndpointDialog eventTypes={eventTypes} onClose={close} />}
      {edited && <EditEndpointDialog endpoint={edited} eventTypes={eventTypes} refresh={refresh} onClose={close} />}
      {open?.deed === 'rotate' && <RotateSecretDialog endpoint={open.endpoint} onClose={close} />}
      {open?.deed === 'switch' && <SwitchEndpointDialog endpoint={open.endpoint} onClose={close} />}
    </section>
  );
}

const columns: Column<Endpoint>[] = [
  { head: 'Description', cell: ({ description }) => description },
  { head: 'Address', cell: ({ url }) => <code>{url}</code> },
  { head: 'Events', cell: ({ eventTypes }) => (eventTypes.length === 0 ? 'All' : eventTypes.join(', ')) },
  { head: 'State', cell: (endpoint) => <State {...endpoint} /> },
];

function State({ disabledAt, disabledBy, failingSince }: Endpoint) {
  if (disabledBy === 'RECEIVER') return <Badge tone="bad">Disabled by its receiver (410)</Badge>;
  if (disabledAt) return <Badge tone="quiet">Disabled</Badge>;
  if (failingSince) return <Badge tone="bad">Failing since {formatMoment(failingSince)}</Badge>;
  return <Badge tone="good">Enabled</Badge>;
}

function deedsColumn(onOpen: (open: Open) => void): Column<Endpoint> {
  return {
    head: 'Change',
    cell: (endpoint) => (
      <span className="row-deeds">
        <button type="button" className="link" onClick={() => onOpen({ deed: 'edit', id: endpoint.id })}>
          Edit<span className="for-screen-readers"> {endpoint.description}</span>
        </button>
        <button type="button" className="link" onClick={() => onOpen({ deed: 'switch', endpoint })}>
          {endpoint.disabledAt ? 'Enable' : 'Disable'}
          <span className="for-screen-readers"> {endpoint.description}</span>
        </button>
        <button type="button" className="link" onClick={() => onOpen({ deed: 'rotate', endpoint })}>
          New secret<span className="for-screen-readers"> for {endpoint.description}</span>
        </button>
      </span>
    ),
  };
}
