import { Link } from 'wouter';
import { formatCount, formatPaisa, nepalDay } from '../app/format.ts';
import { listPath, paths } from '../app/paths.ts';
import { type FigurePeriod, type FiguresQuery } from '../gql/graphql.ts';
import { type Column } from '../lists/data-table.tsx';
import { Axes } from './axes.tsx';
import { Chart } from './chart.tsx';
import { compactRupees } from './compact-rupees.ts';
import { fullLabel, shortLabel } from './label-of.ts';
import { MarkLink } from './mark-link.tsx';
import { type Plot, plot } from './plot.ts';

export type Figure = FiguresQuery['figures'][number];

// For the axis where no money came in.
const LEAST_PAISA = 1_000_00;

const parts = [
  ['new', 'newPaisa'],
  ['renewed', 'renewedPaisa'],
  ['returned', 'returnedPaisa'],
] as const;

/** Money by day, week or month. */
export function MoneyChart({ figures, by }: { figures: readonly Figure[]; by: FigurePeriod }) {
  const isAtLeast = figures.some((figure) => figure.isAtLeast);
  return (
    <Chart
      title="Money"
      definition={`Collected: payments by the day they were paid, split into customers who had never paid before (new), who paid while their access ran or within 30 days after (renewed), and who came back later (returned). Below the line: refunds by the day they were done, not by the day of the sale. Net: collected minus paid back; Khalti's fee is not taken off. Days are Nepal's.${isAtLeast ? ' Where it says “at least”, Khalti has not told the sum of a refund, so the net is too high.' : ''}`}
      legend={[
        ['new', 'New'],
        ['renewed', 'Renewed'],
        ['returned', 'Returned'],
        ['back', 'Paid back'],
        ['net', 'Net'],
      ]}
      columns={columnsOf(by)}
      rows={figures}
      keyOf={({ from }) => from}
      draw={(width) => {
        const lowest = Math.min(0, ...figures.map((figure) => Math.min(-figure.paidBackPaisa, figure.netPaisa)));
        const highest = Math.max(LEAST_PAISA, ...figures.map((figure) => figure.collectedPaisa));
        const range = plot(width, figures.length, lowest, highest);
        return { height: range.height, marks: <Marks figures={figures} by={by} range={range} /> };
      }}
    />
  );
}

function Marks({ figures, by, range }: { figures: readonly Figure[]; by: FigurePeriod; range: Plot }) {
  const today = nepalDay();
  const line = figures.map(({ netPaisa }, index) => `${range.center(index)},${range.y(netPaisa)}`).join(' ');
  return (
    <>
      <Axes plot={range} labels={figures.map((figure) => shortLabel(figure, by))} formatTick={compactRupees} />
      {figures.map((figure, index) => (
        <g key={figure.from}>
          <MarkLink
            to={paidIn(figure)}
            label={`${fullLabel(figure, by)}: collected ${formatPaisa(figure.collectedPaisa)}`}
          >
            {stack(figure).map(({ className, from, to }) => (
              <Bar key={className} range={range} index={index} className={className} from={from} to={to} />
            ))}
          </MarkLink>
          {figure.refunds > 0 && (
            <MarkLink to={refundedIn(figure)} label={`${fullLabel(figure, by)}: paid back ${paidBack(figure)}`}>
              <Bar range={range} index={index} className="back" from={0} to={-figure.paidBackPaisa} />
            </MarkLink>
          )}
          {figure.to >= today && figure.from <= today && (
            <Bar
              range={range}
              index={index}
              className="cover"
              from={-figure.paidBackPaisa}
              to={figure.collectedPaisa}
            />
          )}
        </g>
      ))}
      <polyline points={line} className="net" />
    </>
  );
}

function Bar({
  range,
  index,
  className,
  from,
  to,
}: {
  range: Plot;
  index: number;
  className: string;
  from: number;
  to: number;
}) {
  const [top, bottom] = [range.y(Math.max(from, to)), range.y(Math.min(from, to))];
  return <rect x={range.x(index)} y={top} width={range.barWidth} height={bottom - top} className={className} />;
}

function stack(figure: Figure) {
  let sum = 0;
  return parts.map(([className, name]) => {
    const from = sum;
    sum += figure[name];
    return { className, from, to: sum };
  });
}

function columnsOf(by: FigurePeriod): Column<Figure>[] {
  return [
    { head: 'Days', cell: (figure) => fullLabel(figure, by) },
    {
      head: 'Collected',
      isNumber: true,
      cell: (figure) => <Link href={paidIn(figure)}>{formatPaisa(figure.collectedPaisa)}</Link>,
    },
    { head: 'New', isNumber: true, cell: ({ newPaisa }) => formatPaisa(newPaisa) },
    { head: 'Renewed', isNumber: true, cell: ({ renewedPaisa }) => formatPaisa(renewedPaisa) },
    { head: 'Returned', isNumber: true, cell: ({ returnedPaisa }) => formatPaisa(returnedPaisa) },
    { head: 'Paid back', isNumber: true, cell: (figure) => <Link href={refundedIn(figure)}>{paidBack(figure)}</Link> },
    {
      head: 'Net',
      isNumber: true,
      cell: ({ netPaisa, isAtLeast }) => (isAtLeast ? 'at most ' : '') + formatPaisa(netPaisa),
    },
    { head: "Khalti's fee", isNumber: true, cell: ({ feePaisa }) => formatPaisa(feePaisa) },
    { head: 'Payments', isNumber: true, cell: ({ payments }) => formatCount(payments) },
  ];
}

function paidBack({ isAtLeast, paidBackPaisa }: Figure): string {
  return `${isAtLeast ? 'at least ' : ''}${formatPaisa(paidBackPaisa)}`;
}

function paidIn({ from, to }: Figure): string {
  return listPath(paths.payments, { paidFrom: from, paidTo: to, sort: 'PAID_LAST' });
}

function refundedIn({ from, to }: Figure): string {
  return listPath(paths.refunds, { doneFrom: from, doneTo: to });
}
