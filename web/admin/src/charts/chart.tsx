import { type ReactNode, useId } from 'react';
import { type Column, DataTable } from '../lists/data-table.tsx';
import './styles.css';
import { useWidth } from './use-width.ts';

interface ChartProps<Row> {
  title: string;
  /** What is counted, and how. */
  definition: string;
  /** The kinds of marks, by the class that colours them. */
  legend: readonly (readonly [className: string, label: string])[];
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string;
  /** The marks, in pixels. */
  draw(width: number): { height: number; marks: ReactNode };
}

/** A drawing, its definition, and a table of the same figures. */
export function Chart<Row>({ title, definition, legend, columns, rows, keyOf, draw }: ChartProps<Row>) {
  const [frame, width] = useWidth();
  const id = useId();
  const { height, marks } = draw(width);
  return (
    <figure className="chart" aria-labelledby={id}>
      <figcaption>
        <h2 id={id}>{title}</h2>
        <p>{definition}</p>
      </figcaption>
      <ul className="legend">
        {legend.map(([className, label]) => (
          <li key={className}>
            <svg width="12" height="12" aria-hidden="true">
              <rect width="12" height="12" rx="2" className={className} />
            </svg>
            {label}
          </li>
        ))}
      </ul>
      <div ref={frame}>
        <svg width={width} height={height} aria-label={title}>
          <defs>
            <pattern id="unfinished" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="3" height="6" className="hatch" />
            </pattern>
          </defs>
          {marks}
        </svg>
      </div>
      <details>
        <summary>Table of these figures</summary>
        <DataTable caption={title} columns={columns} rows={rows} keyOf={keyOf} />
      </details>
    </figure>
  );
}
