import { z } from 'zod';
import { type PaymentRecord, paymentRecordSchema } from '../payment-record.ts';

/** The first line. After it, each line is a payment, newer ones instead of older ones, or the removal of one. */
export const HEADER = '{"khaltiSimulator":1}';

/** The file before it was appended to. */
const oldFileSchema = z.object({ payments: z.array(paymentRecordSchema) });
const removalSchema = z.strictObject({ removed: z.string() });

/** Throws an error if the file is damaged. A last line without its end was not answered for, and does not count. */
export function readRecords(text: string): PaymentRecord[] {
  const [first = '', ...rest] = text.split('\n');
  if (first !== HEADER) {
    if (rest.length === 0 && HEADER.startsWith(text)) return [];
    return oldFileSchema.parse(JSON.parse(text)).payments;
  }
  const records = new Map<string, PaymentRecord>();
  for (const line of rest.slice(0, -1)) {
    const value: unknown = JSON.parse(line);
    const removal = removalSchema.safeParse(value);
    if (removal.success) {
      records.delete(removal.data.removed);
      continue;
    }
    const record = paymentRecordSchema.parse(value);
    records.set(record.pidx, record);
  }
  return [...records.values()];
}
