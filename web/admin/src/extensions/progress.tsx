import { Badge } from '../../../kit/badge.tsx';
import { formatCount } from '../app/format.ts';
import { type Extension } from './extensions-query.ts';

/** Whether a job still gives or takes back days. */
export function isUnderWay({ completedAt, undoneAt, givenTo, revokedFrom }: Extension): boolean {
  return undoneAt ? revokedFrom < givenTo : !completedAt;
}

/** How far the job is. */
export function Progress({ extension }: { extension: Extension }) {
  const { customers, givenTo, revokedFrom, undoneAt } = extension;
  const [done, all] = undoneAt ? [revokedFrom, givenTo] : [givenTo, customers];
  const words = `${formatCount(done)} of ${formatCount(all)} ${all === 1 ? 'customer' : 'customers'}`;
  return (
    <div className="extension-progress">
      <StateBadge extension={extension} />
      {isUnderWay(extension) && <progress value={done} max={Math.max(all, 1)} aria-label={words} />}
      <small>{undoneAt ? `Taken back from ${words}` : `Given to ${words}`}</small>
    </div>
  );
}

function StateBadge({ extension }: { extension: Extension }) {
  const isGoing = isUnderWay(extension);
  if (extension.undoneAt) return <Badge tone="wait">{isGoing ? 'Undoing…' : 'Undone'}</Badge>;
  return isGoing ? <Badge tone="wait">Giving…</Badge> : <Badge tone="good">Given</Badge>;
}
