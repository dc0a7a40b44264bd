import { type ReactNode } from 'react';
import { Link } from 'wouter';
import { type ListUrl } from './use-list-url.ts';

export interface Column<Row> {
  head: string;
  cell(row: Row): ReactNode;
  isNumber?: boolean;
  /** The values of the order that go up and down by this column. */
  sort?: { up: string; down: string };
}

interface DataTableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string;
  /** For lists whose order can be changed. */
  order?: { url: ListUrl; current: string };
}

/** A plain table. On a narrow screen each row is a block, and each cell has the name of its column. */
export function DataTable<Row>({ caption, columns, rows, keyOf, order }: DataTableProps<Row>) {
  return (
    <div className="table-frame">
      <table className="data">
        <caption className="for-screen-readers">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ head, sort, isNumber }) => (
              <th
                key={head}
                scope="col"
                className={isNumber ? 'number' : undefined}
                aria-sort={sort && order ? direction(sort, order.current) : undefined}
              >
                {sort && order ? (
                  <Link href={order.url.with({ sort: order.current === sort.down ? sort.up : sort.down })}>{head}</Link>
                ) : (
                  head
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ head, cell, isNumber }) => (
                <td key={head} data-head={head} className={isNumber ? 'number' : undefined}>
                  <div>{cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function direction({ up, down }: { up: string; down: string }, current: string) {
  if (current === up) return 'ascending';
  return current === down ? 'descending' : 'none';
}
