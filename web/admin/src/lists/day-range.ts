import { startOfDay } from '../app/format.ts';
import { type ListUrl } from './use-list-url.ts';

/** The beginning of the first day, and the end of the last day, in Nepal. */
export function dayRange(url: ListUrl, fromName: string, toName: string): { from: string | null; to: string | null } {
  const from = dayOf(url.get(fromName));
  const to = dayOf(url.get(toName));
  return { from: from && startOfDay(from), to: to && startOfDay(to, 1) };
}

/** Null if it is no day: anybody can write an address. */
function dayOf(text: string | null): string | null {
  return text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}
