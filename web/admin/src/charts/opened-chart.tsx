import { Link } from 'wouter';
import { formatCount } from '../app/format.ts';
import { listPath, paths } from '../app/paths.ts';
import { type FigurePeriod, type FurtherFiguresQuery } from '../gql/graphql.ts';
import { Axes } from './axes.tsx';
import { Chart } from './chart.tsx';
import { fullLabel, shortLabel } from './label-of.ts';
import { MarkLink } from './mark-link.tsx';
import { plot } from './plot.ts';

type Row = FurtherFiguresQuery['openedToPaid'][number];

const outcomes = [
  ['completed', 'returned', 'Paid', ['COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED']],
  ['pending', 'renewed', 'Not decided', ['CREATED', 'INITIATED', 'PENDING']],
  ['canceled', 'rest', 'Cancelled', ['CANCELED']],
  ['expired', 'quiet-mark', 'Expired', ['EXPIRED']],
  ['failed', 'back', 'Failed', ['FAILED']],
  ['inReview', 'new', 'In review', ['NEEDS_REVIEW']],
] as const;

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** What became of opened payments. */
export function OpenedChart({ rows, by }: { rows: readonly Row[]; by: FigurePeriod }) {
  return (
    <Chart
      title="From opened to paid"
      definition="What became of the payments that were opened on these days, as shares of all of them. Paid counts payments that were refunded later, too."
      legend={outcomes.map(([, className, label]) => [className, label] as const)}
      columns={[
        { head: 'Opened', cell: (row) => fullLabel(row, by) },
        { head: 'Payments', isNumber: true, cell: ({ opened }) => formatCount(opened) },
        ...outcomes.map(([name, , head, statuses]) => ({
          head,
          isNumber: true,
          cell: (row: Row) => <Link href={listOf(row, statuses)}>{formatCount(row[name])}</Link>,
        })),
      ]}
      rows={rows}
      keyOf={({ from }) => from}
      draw={(width) => {
        const range = plot(width, rows.length, 0, 1);
        const marks = (
          <>
            <Axes plot={range} labels={rows.map((row) => shortLabel(row, by))} formatTick={percent} />
            {rows.map((row, index) =>
              shares(row).map(({ name, className, label, statuses, from, to }) => (
                <MarkLink
                  key={row.from + name}
                  to={listOf(row, statuses)}
                  label={`${fullLabel(row, by)}, ${label}: ${formatCount(row[name])} of ${formatCount(row.opened)}`}
                >
                  <rect
                    x={range.x(index)}
                    y={range.y(to)}
                    width={range.barWidth}
                    height={range.y(from) - range.y(to)}
                    className={className}
                  />
                </MarkLink>
              )),
            )}
          </>
        );
        return { height: range.height, marks };
      }}
    />
  );
}

function shares(row: Row) {
  let sum = 0;
  return outcomes
    .filter(([name]) => row[name] > 0)
    .map(([name, className, label, statuses]) => {
      const from = sum / row.opened;
      sum += row[name];
      return { name, className, label, statuses, from, to: sum / row.opened };
    });
}

function listOf({ from, to }: Row, statuses: readonly string[]): string {
  return listPath(paths.payments, { openedFrom: from, openedTo: to, status: statuses });
}
