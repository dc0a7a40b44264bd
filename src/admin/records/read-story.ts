import { type EntityManager } from '@mikro-orm/postgresql';
import { groupedRupees } from './grouped-rupees.ts';
import { type PaymentRecord } from './payment-record.ts';
import { readStoryRows } from './read-story-rows.ts';
import { type StoryEntry, StoryKind } from './story-entry.ts';

export async function readStory(em: EntityManager, payment: PaymentRecord): Promise<StoryEntry[]> {
  const read = await readStoryRows(em, payment.id);
  const opened = {
    at: payment.createdAt,
    kind: StoryKind.OPENED,
    title: `Opened for ${groupedRupees(payment.amountPaisa)}`,
  };
  const entries: StoryEntry[] = [{ ...opened, detail: payment.pidx && `pidx ${payment.pidx}` }, ...read];
  if (payment.paidAt) {
    const detail = payment.transactionId && `Transaction ${payment.transactionId}`;
    entries.push({ at: payment.paidAt, kind: StoryKind.PAID, title: 'Paid', detail });
  }
  return entries.toSorted((a, b) => a.at.getTime() - b.at.getTime() || rank(a) - rank(b));
}

/** Of the same instant, the cause comes first. */
function rank({ kind }: StoryEntry): number {
  return Object.values(StoryKind).indexOf(kind);
}
