import { validate as isUuid } from 'uuid';
import { BadUserInput } from '../../errors.ts';
import { escapeLike, readSearchText } from '../search/read-search-text.ts';

const MAX_VALUES = 100;
const MAX_YEAR = 9999;

type Value = string | number | boolean;

export interface Range<Bound> {
  from?: Bound | null;
  to?: Bound | null;
}

/** The conditions of a list, with their values. Values that are left out or null add no condition. */
export class Conditions {
  readonly #parts: string[] = [];
  readonly values: Value[] = [];

  get where(): string {
    return this.#parts.length === 0 ? '' : `where ${this.#parts.join(' and ')}`;
  }

  copy(): Conditions {
    const copy = new Conditions();
    copy.#parts.push(...this.#parts);
    copy.values.push(...this.values);
    return copy;
  }

  add(sql: string, ...values: Value[]): void {
    this.#parts.push(sql);
    this.values.push(...values);
  }

  /** An empty list adds no condition. */
  oneOf(column: string, argument: string, values: readonly string[] | null | undefined): void {
    if (!values || values.length === 0) return;
    if (values.length > MAX_VALUES) throw new BadUserInput(argument, `${argument} takes at most ${MAX_VALUES} values.`);
    if (values.some((value) => value.includes('\0')))
      throw new BadUserInput(argument, `${argument} has a NUL character.`);
    this.add(`${column} in (${values.map(() => '?').join(', ')})`, ...values);
  }

  oneOfIds(column: string, argument: string, ids: readonly string[] | null | undefined): void {
    if (ids && !ids.every((id) => isUuid(id))) throw new BadUserInput(argument, `${argument} takes ids only.`);
    this.oneOf(column, argument, ids);
  }

  /** `from` counts, `to` does not. */
  between(column: string, argument: string, { from, to }: Range<Date>): void {
    for (const bound of [from, to]) checkDate(argument, bound);
    if (from && to && from > to) throw new BadUserInput(argument, `${argument}: the end is before the start.`);
    if (from) this.add(`${column} >= ?::timestamptz`, from.toISOString());
    if (to) this.add(`${column} < ?::timestamptz`, to.toISOString());
  }

  /** Both bounds count. */
  amounts(column: string, { from, to }: Range<number>): void {
    if (isGiven(from) && isGiven(to) && from > to) {
      throw new BadUserInput('amountFromPaisa', 'amountFromPaisa must not be more than amountToPaisa.');
    }
    if (isGiven(from)) this.add(`${column} >= ?`, from);
    if (isGiven(to)) this.add(`${column} <= ?`, to);
  }

  /** `sql` has one placeholder for a pattern of `like`. Blank text adds no condition. */
  prefix(sql: string, argument: string, text: string | null | undefined): void {
    const read = readSearchText(argument, text ?? '');
    if (read === null) this.add('false');
    else if (read !== '') this.add(sql, `${escapeLike(read.toLowerCase())}%`);
  }
}

export function checkDate(argument: string, date: Date | null | undefined): void {
  if (!date) return;
  const year = date.getUTCFullYear();
  if (!(year >= 1 && year <= MAX_YEAR)) throw new BadUserInput(argument, `${argument}: this date is out of range.`);
}

function isGiven(value: number | null | undefined): value is number {
  return value !== null && value !== undefined;
}
