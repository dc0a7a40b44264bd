import { formatCount } from '../app/format.ts';
import { type FigurePeriod } from '../gql/graphql.ts';
import { Axes } from './axes.tsx';
import { Chart } from './chart.tsx';
import { fullLabel, shortLabel } from './label-of.ts';
import { type Figure } from './money-chart.tsx';
import { plot } from './plot.ts';

// For whole numbers on the axis.
const LEAST = 5;

const kinds = [
  ['new', 'activePaid', 'Paid'],
  ['renewed', 'activeTrial', 'Trial'],
  ['returned', 'activeComplimentary', 'Free days'],
] as const;

/** People with access at the end of each period. Periods to come are left out. */
export function SubscribersChart({ figures, by }: { figures: readonly Figure[]; by: FigurePeriod }) {
  const known = figures.filter(({ activePaid }) => activePaid !== null);
  const all = (figure: Figure) => kinds.reduce((sum, [, name]) => sum + (figure[name] ?? 0), 0);
  return (
    <Chart
      title="Active subscribers"
      definition="People whose access runs at the end of the last day; of today, now. Each person counts once: as paid, else as trial, else as free days given by an operator."
      legend={kinds.map(([className, , label]) => [className, label] as const)}
      columns={[
        { head: 'Days', cell: (figure) => fullLabel(figure, by) },
        ...kinds.map(([, name, head]) => ({
          head,
          isNumber: true,
          cell: (figure: Figure) => formatCount(figure[name] ?? 0),
        })),
      ]}
      rows={known}
      keyOf={({ from }) => from}
      draw={(width) => {
        const range = plot(width, known.length, 0, Math.max(LEAST, ...known.map(all)));
        const marks = (
          <>
            <Axes plot={range} labels={known.map((figure) => shortLabel(figure, by))} formatTick={formatCount} />
            {known.map((figure, index) => {
              let sum = 0;
              return kinds.map(([className, name, label]) => {
                const count = figure[name] ?? 0;
                const bottom = range.y(sum);
                sum += count;
                return (
                  <rect
                    key={figure.from + className}
                    x={range.x(index)}
                    y={range.y(sum)}
                    width={range.barWidth}
                    height={bottom - range.y(sum)}
                    className={className}
                  >
                    <title>{`${fullLabel(figure, by)}, ${label}: ${formatCount(count)}`}</title>
                  </rect>
                );
              });
            })}
          </>
        );
        return { height: range.height, marks };
      }}
    />
  );
}
