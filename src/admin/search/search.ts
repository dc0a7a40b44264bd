import { type EntityManager } from '@mikro-orm/postgresql';
import { validate as isUuid } from 'uuid';
import { BadUserInput } from '../../errors.ts';
import { groupedRupees } from '../records/grouped-rupees.ts';
import { escapeLike, readSearchText } from './read-search-text.ts';
import { type SearchHit, SearchHitKind } from './search-hit.ts';

const MAX_HITS = 100;

interface Row {
  kind: `${SearchHitKind}`;
  id: string;
  name: string;
  status: string | null;
  amount: number | null;
  payment: string | null;
}

const CUSTOMER = `select 'CUSTOMER' as kind, u.id, concat_ws(' · ', u.name, u.email) as name, null as status, null::int as amount, null::uuid as payment
  from users u`;
const PAYMENT = `select 'PAYMENT' as kind, p.id, u.name, p.status::text as status, p.amount_paisa as amount, p.id as payment
  from payments p join users u on u.id = p.user_id`;
const REFUND = `select 'REFUND' as kind, r.id, u.name, r.status::text as status, r.amount_paisa as amount, r.payment_id as payment
  from refunds r join payments p on p.id = r.payment_id join users u on u.id = p.user_id`;

const BY_RECEIPT = `${PAYMENT} where p.id in (select payment_id from receipts where number = upper(?))`;

/** Exact ids first, then e-mail addresses and names that begin with the text. */
export async function search(em: EntityManager, text: string, first: number): Promise<SearchHit[]> {
  if (first < 1 || first > MAX_HITS) throw new BadUserInput('first', `first must be from 1 to ${MAX_HITS}.`);
  const read = readSearchText('text', text);
  if (read === null || read === '') return [];
  const exact = await findExactly(em, read);
  const rows = exact.length < first ? [...exact, ...(await findByPrefix(em, read, first))] : exact;
  const unique = [...new Map(rows.map((row) => [row.id, row])).values()];
  return unique
    .slice(0, first)
    .map((row) => ({ kind: row.kind as SearchHitKind, id: row.id, paymentId: row.payment, title: titleOf(row) }));
}

function findExactly(em: EntityManager, text: string): Promise<Row[]> {
  const byWord = [`${PAYMENT} where p.pidx = ?`, `${PAYMENT} where p.transaction_id = ?`, BY_RECEIPT];
  const byId = [`${PAYMENT} where p.id = ?`, `${CUSTOMER} where u.id = ?`, `${REFUND} where r.id = ?`];
  const all = isUuid(text) ? [...byWord, ...byId] : byWord;
  return em.execute<Row[]>(
    all.join(' union all '),
    all.map(() => text),
  );
}

/** Two statements in one: the planner finds the index of each. */
function findByPrefix(em: EntityManager, text: string, first: number): Promise<Row[]> {
  const pattern = `${escapeLike(text)}%`;
  return em.execute<Row[]>(
    `(${CUSTOMER} where coalesce(u.email, '') collate "C" like lower(?) order by coalesce(u.email, '') collate "C" limit ${first})
     union all
     (${CUSTOMER} where lower(u.name) collate "C" like lower(?) order by lower(u.name) collate "C" limit ${first})`,
    [pattern, pattern],
  );
}

function titleOf({ kind, name, status, amount }: Row): string {
  if (kind === 'CUSTOMER') return name;
  const sum = amount === null ? 'unknown sum' : groupedRupees(amount);
  return `${kind === 'REFUND' ? 'Refund of ' : ''}${sum} · ${status} · ${name}`;
}
