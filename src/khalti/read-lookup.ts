import { z } from 'zod';

// What a column of the database holds.
const MAX_PAISA = 2_147_483_647;
const MAX_WORD_LENGTH = 100;

type KnownStatus = 'COMPLETED' | 'PENDING' | 'INITIATED' | 'REFUNDED' | 'PARTIALLY_REFUNDED' | 'EXPIRED' | 'CANCELED';

/** `UNREADABLE`: an answer about this payment that may claim money, but does not say clearly what happened. */
export type LookupStatus = KnownStatus | 'UNREADABLE';

export interface LookupFacts {
  status: LookupStatus;
  statusText: string;
  amountPaisa: number | null;
  transactionId: string | null;
  feePaisa: number | null;
}

// A value that cannot be read is null. Whether that matters depends on the status.
const amount = z.int().min(0).nullish().catch(null);
const fee = z.int().min(0).max(MAX_PAISA).nullish().catch(null);
const transactionId = z
  .string()
  .trim()
  .regex(/^[\x20-\x7e]{1,255}$/)
  .nullish()
  .catch(null);

const body = z.looseObject({ pidx: z.string() });

export function readLookup(pidx: string, json: object | undefined): LookupFacts | null {
  const { data: given } = body.safeParse(json);
  if (given?.pidx !== pidx) return null;
  const hasStatus = typeof given.status === 'string';
  if (!hasStatus && isMissing(given.transaction_id)) return null;
  const facts = {
    amountPaisa: amount.parse(given.total_amount) ?? null,
    transactionId: transactionId.parse(given.transaction_id) ?? null,
    feePaisa: fee.parse(given.fee) ?? null,
  };
  const word = hasStatus ? String(given.status) : JSON.stringify(given.status ?? null);
  const known = hasStatus ? translateStatus(word) : null;
  const status = known && isComplete(known, facts, given) ? known : 'UNREADABLE';
  return { ...facts, status, statusText: printable(word) };
}

/** Whether the answer has all that its status requires. Cancelled and expired answers may lack everything else. */
function isComplete(
  status: KnownStatus,
  { amountPaisa, transactionId }: Pick<LookupFacts, 'amountPaisa' | 'transactionId'>,
  given: Record<string, unknown>,
): boolean {
  switch (status) {
    case 'COMPLETED':
      return amountPaisa !== null && transactionId !== null && (isMissing(given.refunded) || given.refunded === false);
    case 'REFUNDED':
    case 'PARTIALLY_REFUNDED':
      return amountPaisa !== null && (transactionId !== null || isMissing(given.transaction_id));
    case 'PENDING':
    case 'INITIATED':
    case 'EXPIRED':
    case 'CANCELED':
      return given.refunded !== true;
  }
}

/** Khalti's status in any case and spacing; null if it is not in Khalti's table. */
function translateStatus(word: string): KnownStatus | null {
  switch (
    word
      .toLowerCase()
      .replace(/[\s_-]+/g, ' ')
      .trim()
  ) {
    case 'completed':
      return 'COMPLETED';
    case 'pending':
      return 'PENDING';
    case 'initiated':
      return 'INITIATED';
    case 'refunded':
      return 'REFUNDED';
    case 'partially refunded':
      return 'PARTIALLY_REFUNDED';
    case 'expired':
      return 'EXPIRED';
    case 'user canceled':
    case 'user cancelled':
      return 'CANCELED';
    default:
      return null;
  }
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined;
}

/** PostgreSQL refuses control characters and halves of surrogate pairs in JSON. Cutting may leave such a half. */
function printable(word: string): string {
  return word.slice(0, MAX_WORD_LENGTH).replace(/[\p{Cc}\p{Cs}]/gu, ' ');
}
