import { formatCount } from '../app/format.ts';
import { type FurtherFiguresQuery } from '../gql/graphql.ts';
import { Axes } from './axes.tsx';
import { Chart } from './chart.tsx';
import { monthLabel } from './label-of.ts';
import { plot } from './plot.ts';

type Rate = FurtherFiguresQuery['renewalRates'][number];

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** How many customers stay, by the month in which their access ended. */
export function RenewalChart({ rates }: { rates: readonly Rate[] }) {
  return (
    <Chart
      title="Renewal rate"
      definition="Of the people whose paid access ended in a month, the share that paid again, at the latest 30 days after the end. A month is shown once those 30 days are over. Access that was revoked does not count."
      legend={[['renewed', 'Paid again']]}
      columns={[
        { head: 'Access ended in', cell: ({ month }) => monthLabel(month) },
        { head: 'People', isNumber: true, cell: ({ ended }) => formatCount(ended) },
        {
          head: 'Paid again',
          isNumber: true,
          cell: ({ renewed }) => (typeof renewed === 'number' ? formatCount(renewed) : 'not known yet'),
        },
        { head: 'Rate', isNumber: true, cell: ({ rate }) => (typeof rate === 'number' ? percent(rate) : '—') },
      ]}
      rows={rates}
      keyOf={({ month }) => month}
      draw={(width) => {
        const range = plot(width, rates.length, 0, 1);
        const marks = (
          <>
            <Axes plot={range} labels={rates.map(({ month }) => monthLabel(month))} formatTick={percent} />
            {rates.map(({ month, rate }, index) =>
              typeof rate === 'number' ? (
                <g key={month}>
                  <rect
                    x={range.x(index)}
                    y={range.y(rate)}
                    width={range.barWidth}
                    height={range.y(0) - range.y(rate)}
                    className="renewed"
                  />
                  <text x={range.center(index)} y={range.y(rate) - 4} textAnchor="middle">
                    {range.labelEvery === 1 ? percent(rate) : ''}
                  </text>
                </g>
              ) : null,
            )}
          </>
        );
        return { height: range.height, marks };
      }}
    />
  );
}
