import { type Plot } from './plot.ts';

interface AxesProps {
  plot: Plot;
  labels: readonly string[];
  formatTick(value: number): string;
}

/** Lines and numbers at the left, and a label below as many bars as there is room for. */
export function Axes({ plot, labels, formatTick }: AxesProps) {
  return (
    <g className="axes">
      {plot.ticks.map(({ value, y }) => (
        <g key={value}>
          <line x1={plot.left} x2={plot.right} y1={y} y2={y} className={value === 0 ? 'zero' : undefined} />
          <text x={plot.left - 8} y={y} dy="0.32em" textAnchor="end">
            {formatTick(value)}
          </text>
        </g>
      ))}
      {labels.map((label, index) =>
        index % plot.labelEvery === 0 ? (
          <text key={label + String(index)} x={plot.center(index)} y={plot.height - 8} textAnchor="middle">
            {label}
          </text>
        ) : null,
      )}
    </g>
  );
}
