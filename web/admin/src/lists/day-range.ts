import { startOfDay } from '../app/format.ts';
import { type ListUrl } from './use-list-url.ts';

/** The beginning of the first day, and the end of the last day, in Nepal. */
export function dayRange(url: ListUrl, fromName: string, toName: string): { from: string | null; to: string | null } {
  const from = url.get(fromName);
  const to = url.get(toName);
  return { from: from && startOfDay(from), to: to && startOfDay(to, 1) };
}
