import { useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { Skeleton } from '../../../kit/skeleton.tsx';
import { formatDays, formatMoment } from '../app/format.ts';
import { Permitted, PermittedPage } from '../app/permitted.tsx';
import { problemOf } from '../app/problem-of.ts';
import { useSession } from '../app/session.tsx';
import { type Column, DataTable } from '../lists/data-table.tsx';
import { ExtendDialog } from './extend-dialog.tsx';
import { type Extension, ExtensionsQuery } from './extensions-query.ts';
import { isUnderWay, Progress } from './progress.tsx';
import { UndoDialog } from './undo-dialog.tsx';
import './styles.css';

const POLL_MS = 3_000;

const columns: Column<Extension>[] = [
  { head: 'Given', cell: ({ createdAt }) => formatMoment(createdAt) },
  { head: 'Days', cell: ({ days }) => formatDays(days) },
  {
    head: 'To whom',
    cell: ({ plan, audienceAt }) => (
      <>
        {plan ? `Customers of ${plan.name}` : 'All customers'}
        <br />
        <small>with access on {formatMoment(audienceAt)}</small>
      </>
    ),
  },
  { head: 'Reason', cell: ({ reason }) => reason },
  { head: 'Progress', cell: (extension) => <Progress extension={extension} /> },
];

export function ExtensionsPage() {
  return (
    <PermittedPage title="Free days for everybody" permission="READ">
      <Extensions />
    </PermittedPage>
  );
}

function Extensions() {
  const [isExtending, setIsExtending] = useState(false);
  const { data, error, refetch, startPolling, stopPolling } = useQuery(ExtensionsQuery, {
    fetchPolicy: 'cache-and-network',
    skipPollAttempt: () => document.visibilityState !== 'visible',
  });
  const extensions = data?.extensions;
  usePolling(extensions?.some(isUnderWay) === true, startPolling, stopPolling);
  const retry = () => void refetch().catch(() => {});
  return (
    <>
      <p className="hint">
        Gives the same days to everybody who has access at one instant, for example after an outage. To give days to one
        customer, open the page of that customer.
      </p>
      <Permitted permission="EXTEND_EVERYBODY">
        <div className="deeds">
          <button type="button" onClick={() => setIsExtending(true)}>
            Give days to everybody
          </button>
        </div>
      </Permitted>
      {error && <ProblemNotice problem={problemOf(error)} retry={retry} />}
      {!error && !extensions && <Skeleton className="rows" count={4} />}
      {extensions?.length === 0 && (
        <div className="notice quiet">
          <p>Nobody has given days to everybody yet.</p>
        </div>
      )}
      {extensions && extensions.length > 0 && <Table extensions={extensions} />}
      {isExtending && <ExtendDialog readAgain={() => refetch()} onClose={() => setIsExtending(false)} />}
    </>
  );
}

function usePolling(isNeeded: boolean, start: (ms: number) => void, stop: () => void): void {
  useEffect(() => {
    if (!isNeeded) return;
    start(POLL_MS);
    return stop;
  }, [isNeeded, start, stop]);
}

function Table({ extensions }: { extensions: readonly Extension[] }) {
  const { can } = useSession();
  const [undone, setUndone] = useState<Extension | null>(null);
  const undo: Column<Extension> = {
    head: 'Deed',
    cell: (extension) =>
      extension.undoneAt ? '—' : <UndoButton extension={extension} onPress={() => setUndone(extension)} />,
  };
  // Shown with the progress of this moment.
  const shown = undone && extensions.find(({ id }) => id === undone.id);
  return (
    <>
      <DataTable
        caption="Days that everybody was given"
        columns={can('EXTEND_EVERYBODY') ? [...columns, undo] : columns}
        rows={extensions}
        keyOf={({ id }) => id}
      />
      {shown && <UndoDialog extension={shown} onClose={() => setUndone(null)} />}
    </>
  );
}

function UndoButton({ extension, onPress }: { extension: Extension; onPress(): void }) {
  return (
    <button type="button" className="small outline" onClick={onPress}>
      Undo
      <span className="for-screen-readers">
        {' '}
        {formatDays(extension.days)} of {formatMoment(extension.createdAt)}
      </span>
    </button>
  );
}
