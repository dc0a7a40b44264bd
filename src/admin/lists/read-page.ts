import { DriverException, type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { BadUserInput } from '../../errors.ts';
import { type Conditions } from './conditions.ts';
import { COUNTED_UP_TO, type Connection } from './connection.ts';

const MAX_PAGE_SIZE = 100;
const MAX_CURSOR_LENGTH = 2_000;

export interface Page {
  first: number;
  after: string | null;
}

/** A list that is read by an index on (`key`, `id`). */
export interface List<Node extends object> {
  /** A cursor is valid for one name only, so it includes the sort. */
  name: string;
  /** SQL: the table and its alias. */
  from: string;
  /** SQL: what the list is sorted by, with its type. Null: by `id` alone. */
  key: { expression: string; type: 'timestamptz' | 'int' | 'text' } | null;
  /** SQL: a unique column of type uuid. */
  id: string;
  direction: 'asc' | 'desc';
  load: (ids: string[]) => Promise<Map<string, Node>>;
}

interface Row {
  id: string;
  key: string;
}

/** Keyset pages: each costs the same, and a row that is added or removed shifts no page. */
export async function readPage<Node extends object>(
  em: EntityManager,
  list: List<Node>,
  conditions: Conditions,
  page: Page,
): Promise<Connection<Node>> {
  const { first } = page;
  if (first < 1 || first > MAX_PAGE_SIZE) throw new BadUserInput('first', `first must be from 1 to ${MAX_PAGE_SIZE}.`);
  const after = page.after === null ? null : fromCursor(list, page.after);
  const found = await readRows(em, list, conditions, { first: first + 1, after });
  const rows = found.slice(0, first);
  const nodes = await list.load(rows.map(({ id }) => id));
  const edges = rows.flatMap((row) => {
    const node = nodes.get(row.id);
    return node ? [{ cursor: toCursor(list, row), node }] : [];
  });
  return {
    edges,
    pageInfo: {
      hasNextPage: found.length > first,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    count: countOnce(em, list, conditions),
  };
}

async function readRows(
  em: EntityManager,
  list: List<object>,
  conditions: Conditions,
  { first, after }: { first: number; after: Row | null },
): Promise<Row[]> {
  const { key, id } = list;
  const all = conditions.copy();
  const sign = list.direction === 'asc' ? '>' : '<';
  if (after && key) all.add(`(${key.expression}, ${id}) ${sign} (?::${key.type}, ?::uuid)`, after.key, after.id);
  else if (after) all.add(`${id} ${sign} ?::uuid`, after.id);
  try {
    return await em.execute<Row[]>(
      `select ${id} as id, ${key ? `(${key.expression})::text` : "''"} as key from ${list.from} ${all.where}
       order by ${orderBy(list)} limit ${first}`,
      all.values,
    );
  } catch (error) {
    if (after && isBadValue(error)) throw badCursor();
    throw error;
  }
}

function orderBy({ key, id, direction }: List<object>): string {
  return [...(key ? [key.expression] : []), id].map((column) => `${column} ${direction}`).join(', ');
}

/** In the order of the list, so that PostgreSQL counts in the index that it reads the page by. */
function countOnce(em: EntityManager, list: List<object>, conditions: Conditions): () => Promise<number> {
  let counted: Promise<number> | undefined;
  const count = async () => {
    const [row] = await em.execute<{ count: number }[]>(
      `select count(*)::int as count from (
         select from ${list.from} ${conditions.where} order by ${orderBy(list)} limit ${COUNTED_UP_TO + 1}
       ) counted`,
      conditions.values,
    );
    return row?.count ?? 0;
  };
  return () => (counted ??= count());
}

function toCursor({ name }: List<object>, { key, id }: Row): string {
  return Buffer.from(JSON.stringify([name, key, id])).toString('base64url');
}

function fromCursor({ name }: List<object>, cursor: string): Row {
  if (cursor.length > MAX_CURSOR_LENGTH) throw badCursor();
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw badCursor();
  }
  if (!Array.isArray(parsed)) throw badCursor();
  const [of, key, id] = parsed as unknown[];
  if (of !== name || typeof key !== 'string' || typeof id !== 'string' || !isUuid(id)) throw badCursor();
  // PostgreSQL's text has no NUL.
  if (key.includes('\0')) throw badCursor();
  return { key, id };
}

function badCursor(): BadUserInput {
  return new BadUserInput('after', 'after must be a cursor of this list, with the same sort.');
}

/** PostgreSQL's class 22: the cursor was changed, so that its values cannot be read. */
function isBadValue(error: unknown): boolean {
  return error instanceof DriverException && String(error.code).startsWith('22');
}
