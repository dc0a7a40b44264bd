import { formatMoment, inWords } from '../app/format.ts';
import { type Payment } from './payment.ts';

type Entry = Payment['story'][number];

const UTC_MOMENT = /(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC/g;

/** Jobs and deeds have the names of the program: `sendReceipt: completed` becomes "Send receipt: completed". */
export function titleInWords({ kind, title }: Pick<Entry, 'kind' | 'title'>): string {
  if (kind !== 'JOB' && kind !== 'DEED' && kind !== 'MAIL') return title;
  return title
    .replace(/[a-z]+[A-Z]\w*/, (name) => inWords(name.replaceAll(/[A-Z]/g, ' $&')).replace('khalti', 'Khalti'))
    .replaceAll('_', ' ');
}

/** Times are Nepal's, as everywhere else on the page, and JSON is indented. */
export function detailInWords(detail: string): string {
  const text = indented(detail);
  return text.replaceAll(UTC_MOMENT, (_all, day, time) => formatMoment(`${day}T${time}Z`));
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
