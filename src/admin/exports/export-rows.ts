import { readRows } from '../../database/read-rows.ts';
import { type Services } from '../../services.ts';
import { BYTE_ORDER_MARK, csvLine } from './csv.ts';
import { type Conditions } from './export-filter.ts';
import { type ExportedList } from './exported-lists.ts';

const ROWS_PER_PAGE = 2_000;

/**
 * The file, a page at a time. Each page is a statement of its own: while a slow reader takes one, no connection is held. The
 * last line has the number of rows; a file without it is not complete.
 */
export async function* exportRows(
  { readOrm }: Services,
  list: ExportedList,
  { sql, values }: Conditions,
): AsyncGenerator<string> {
  const names = Object.keys(list.columns);
  let head = BYTE_ORDER_MARK + csvLine(names);
  let count = 0;
  let last: string | null = null;
  for (;;) {
    const after = last === null ? [] : [`${list.id} > $${values.length + 1}::uuid`];
    const where = [...sql, ...after].join(' and ') || 'true';
    const columns = Object.values(list.columns).join(', ');
    const rows: PageRow[] = await readRows<PageRow>(
      readOrm,
      `select ${list.id} as id, array[${columns}] as cells from ${list.tables} where ${where}
       order by ${list.id} limit ${ROWS_PER_PAGE}`,
      last === null ? values : [...values, last],
    );
    count += rows.length;
    yield head + rows.map(({ cells }) => csvLine(cells)).join('');
    head = '';
    if (rows.length < ROWS_PER_PAGE) break;
    last = rows.at(-1)?.id ?? null;
  }
  yield csvLine([`# ${count} rows`]);
}

interface PageRow {
  id: string;
  cells: (string | null)[];
}
