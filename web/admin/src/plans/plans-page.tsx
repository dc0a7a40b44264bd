import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Link } from 'wouter';
import { Badge } from '../../../kit/badge.tsx';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { formatDays, formatPaisa } from '../app/format.ts';
import { listPath, paths } from '../app/paths.ts';
import { Permitted, PermittedPage } from '../app/permitted.tsx';
import { problemOf } from '../app/problem-of.ts';
import { useSession } from '../app/session.tsx';
import { type Column, DataTable } from '../lists/data-table.tsx';
import { CreatePlanDialog } from './create-plan-dialog.tsx';
import { EditPlanDialog } from './edit-plan-dialog.tsx';
import { type Plan, PlansQuery } from './plan.ts';
import { ShelvePlanDialog } from './shelve-plan-dialog.tsx';

type Open = { deed: 'create' } | { deed: 'edit' | 'shelve'; id: string };

/** All plans, on sale and archived. */
export function PlansPage() {
  const { data, error, refetch } = useQuery(PlansQuery, { fetchPolicy: 'cache-and-network' });
  const { can } = useSession();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  // From the list, not from the click: it may change while the dialog is open.
  const plan = data?.plans.find(({ id }) => open && 'id' in open && id === open.id);
  const columns = can('EDIT_PLANS') ? [...facts, deedsColumn(setOpen)] : facts;
  return (
    <PermittedPage title="Plans" permission="READ">
      <p className="hint">A change touches neither the access that customers have, nor payments that are open.</p>
      <Permitted permission="EDIT_PLANS">
        <div className="deeds">
          <button type="button" onClick={() => setOpen({ deed: 'create' })}>
            New plan
          </button>
        </div>
      </Permitted>
      {error && <ProblemNotice problem={problemOf(error)} retry={() => void refetch().catch(() => {})} />}
      {!error && !data && <Skeleton className="rows" count={4} />}
      {data?.plans.length === 0 && <p>There is no plan yet: customers cannot buy anything.</p>}
      {data && data.plans.length > 0 && (
        <DataTable caption="Plans" columns={columns} rows={data.plans} keyOf={({ id }) => id} />
      )}
      {open?.deed === 'create' && <CreatePlanDialog onClose={close} />}
      {open?.deed === 'edit' && plan && <EditPlanDialog plan={plan} refresh={refetch} onClose={close} />}
      {open?.deed === 'shelve' && plan && <ShelvePlanDialog plan={plan} refresh={refetch} onClose={close} />}
    </PermittedPage>
  );
}

const facts: Column<Plan>[] = [
  { head: 'Name', cell: ({ name }) => name },
  { head: 'Code', cell: ({ code }) => <code>{code}</code> },
  { head: 'Price', isNumber: true, cell: ({ pricePaisa }) => formatPaisa(pricePaisa) },
  { head: 'Access', isNumber: true, cell: ({ durationDays }) => formatDays(durationDays) },
  { head: 'Trial', isNumber: true, cell: ({ trialDays }) => (trialDays ? formatDays(trialDays) : '—') },
  {
    head: 'State',
    cell: ({ isArchived }) => <Badge tone={isArchived ? 'quiet' : 'good'}>{isArchived ? 'Archived' : 'On sale'}</Badge>,
  },
  { head: 'Payments', cell: ({ id }) => <Link href={listPath(paths.payments, { plan: id })}>Payments</Link> },
];

function deedsColumn(onOpen: (open: Open) => void): Column<Plan> {
  return {
    head: 'Change',
    cell: ({ id, name, isArchived }) => (
      <span className="row-deeds">
        <button type="button" className="link" onClick={() => onOpen({ deed: 'edit', id })}>
          Edit<span className="for-screen-readers"> {name}</span>
        </button>
        <button type="button" className="link" onClick={() => onOpen({ deed: 'shelve', id })}>
          {isArchived ? 'Restore' : 'Archive'}
          <span className="for-screen-readers"> {name}</span>
        </button>
      </span>
    ),
  };
}
