import { Link } from 'wouter';
import { formatCount } from '../app/format.ts';
import { listPath, paths } from '../app/paths.ts';
import { type EndingAccessQuery } from '../gql/graphql.ts';
import { Axes } from './axes.tsx';
import { Chart } from './chart.tsx';
import { fullLabel, shortLabel } from './label-of.ts';
import { MarkLink } from './mark-link.tsx';
import { plot } from './plot.ts';

type Day = EndingAccessQuery['endingAccess'][number];

// For whole numbers on the axis.
const LEAST = 5;

/** Whose access ends on the days to come. */
export function EndingChart({ days }: { days: readonly Day[] }) {
  return (
    <Chart
      title="Access ending in 30 days"
      definition="People whose access ends on each day, split into those who have paid for later access already and those who have not. It does not count if free days carry on after the end. Days are Nepal's."
      legend={[
        ['returned', 'Paid again'],
        ['back', 'Not yet'],
      ]}
      columns={[
        { head: 'Day', cell: ({ day }) => labelOf(day) },
        {
          head: 'Paid again',
          isNumber: true,
          cell: (row) => <Link href={endingOn(row, true)}>{formatCount(row.paidAgain)}</Link>,
        },
        {
          head: 'Not yet',
          isNumber: true,
          cell: (row) => <Link href={endingOn(row, false)}>{formatCount(row.ending - row.paidAgain)}</Link>,
        },
      ]}
      rows={days}
      keyOf={({ day }) => day}
      draw={(width) => {
        const range = plot(width, days.length, 0, Math.max(LEAST, ...days.map(({ ending }) => ending)));
        const marks = (
          <>
            <Axes
              plot={range}
              labels={days.map(({ day }) => shortLabel({ from: day, to: day }, 'DAY'))}
              formatTick={formatCount}
            />
            {days.flatMap((row, index) =>
              partsOf(row).map(({ className, label, hasPaid, from, to }) => (
                <MarkLink
                  key={row.day + className}
                  to={endingOn(row, hasPaid)}
                  label={`${labelOf(row.day)}, ${label}: ${formatCount(to - from)}`}
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

function partsOf({ ending, paidAgain }: Day) {
  return [
    { className: 'returned', label: 'paid again', hasPaid: true, from: 0, to: paidAgain },
    { className: 'back', label: 'not yet', hasPaid: false, from: paidAgain, to: ending },
  ].filter(({ from, to }) => to > from);
}

function endingOn({ day }: Day, hasPaidAgain: boolean): string {
  return listPath(paths.ending, { from: day, to: day, paidAgain: String(hasPaidAgain) });
}

function labelOf(day: string): string {
  return fullLabel({ from: day, to: day }, 'DAY');
}
