import { type EntityManager } from '@mikro-orm/postgresql';
import { type Refund } from '../../payments/refund.ts';
import { groupedRupees } from './grouped-rupees.ts';
import { type PaymentRecord } from './payment-record.ts';
import { readStoryRows } from './read-story-rows.ts';
import { type StoryEntry, StoryKind } from './story-entry.ts';

export async function readStory(
  em: EntityManager,
  payment: PaymentRecord,
  refunds: readonly Refund[],
): Promise<StoryEntry[]> {
  const read = await readStoryRows(em, payment.id);
  const opened = {
    at: payment.createdAt,
    kind: StoryKind.OPENED,
    title: `Opened for ${groupedRupees(payment.amountPaisa)}`,
  };
  const entries: StoryEntry[] = [
    { ...opened, detail: payment.pidx && `pidx ${payment.pidx}` },
    ...read,
    ...refunds.map(ofRefund),
  ];
  if (payment.paidAt) {
    const detail = payment.transactionId && `Transaction ${payment.transactionId}`;
    entries.push({ at: payment.paidAt, kind: StoryKind.PAID, title: 'Paid', detail });
  }
  return entries.toSorted((a, b) => a.at.getTime() - b.at.getTime() || rank(a) - rank(b));
}

function ofRefund({ createdAt, amountPaisa, status, reason, note, failure, reference }: Refund): StoryEntry {
  const sum = amountPaisa === null ? 'an unknown sum' : groupedRupees(amountPaisa);
  const detail = [reason, note, failure, reference].filter((text) => text !== null).join('\n');
  return { at: createdAt, kind: StoryKind.REFUND, title: `Refund of ${sum}: ${status.toLowerCase()}`, detail };
}

/** Of the same instant, the cause comes first. */
function rank({ kind }: StoryEntry): number {
  return Object.values(StoryKind).indexOf(kind);
}
