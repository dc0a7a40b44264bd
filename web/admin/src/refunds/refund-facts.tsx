import { type ReactNode } from 'react';
import { formatMoment } from '../app/format.ts';
import { type Refund } from './refund.ts';
import { accessInWords, evidenceWords, originWords } from './words.ts';

export function RefundFacts({ refund }: { refund: Refund }) {
  const { origin, kind, author, settledBy, evidence, createdAt, sentAt, doneAt } = refund;
  const facts: [name: string, value: ReactNode][] = [
    ['How', `${originWords[origin]}, ${kind === 'WHOLE' ? 'all that was left' : 'a part'}`],
    ['Access', accessInWords(refund)],
    [origin === 'KHALTI' ? 'Seen' : 'Requested', `${formatMoment(createdAt)}${author ? `, by ${author.name}` : ''}`],
    ['Sent', sentAt && formatMoment(sentAt)],
    ['Done', doneAt && formatMoment(doneAt)],
    ['Reason', refund.reason],
    ['Known from', evidence && evidenceWords[evidence]],
    ['Reference', refund.reference],
    ['Failure', refund.failure],
    ['Khalti before', refund.khaltiStatusBefore],
    ['Settled by', settledBy?.name],
    ['Note', refund.note],
    ['Sum', doubtAbout(refund)],
  ];
  return (
    <dl>
      {facts
        .filter(([, value]) => Boolean(value))
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function doubtAbout({ status, amountPaisa, isAmountConfirmed }: Refund): string | null {
  if (status !== 'DONE') return null;
  if (typeof amountPaisa !== 'number') return 'Khalti does not say how much went back';
  return isAmountConfirmed ? null : 'Not confirmed by Khalti, which names no sums of parts';
}
