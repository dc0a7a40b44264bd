import { readStored, removeStored, store } from '../../../kit/storage.ts';
import { withTabLock } from '../../../kit/with-tab-lock.ts';

/**
 * The wish to pay for one plan once. Its idempotency key is shared by all tabs and outlives reloads, so that however
 * often and wherever Pay is pressed, one payment is opened. It ends when that payment is settled.
 */
interface Intent {
  key: string;
  /** Null until an answer told which payment it became. */
  paymentId: string | null;
}

/** The name under which a customer's wish for a plan is kept. */
export function intentName(userId: string, planId: string): string {
  return `intent:${userId}:${planId}`;
}

/** The intent under way, or a new one where there is none or `over` is the key of a finished one. */
export function takeIntent(name: string, over: string | null = null): Promise<{ key: string; isNew: boolean }> {
  return withTabLock(name, async (settle) => {
    const underWay = read(name);
    if (underWay && underWay.key !== over) return { key: underWay.key, isNew: false };
    const key = makeKey();
    write(name, { key, paymentId: null });
    await settle();
    const winner = read(name)?.key ?? key;
    return { key: winner, isNew: winner === key };
  });
}

export function notePayment(name: string, key: string, paymentId: string): void {
  if (read(name)?.key === key) write(name, { key, paymentId });
}

/** Ends the intent if it is still the one with this key, or that became this payment. */
export function endIntent(name: string, { key, paymentId }: { key?: string; paymentId?: string }): void {
  const intent = read(name);
  if (intent && (intent.key === key || (intent.paymentId !== null && intent.paymentId === paymentId)))
    removeStored(name);
}

function read(name: string): Intent | null {
  try {
    const { key, paymentId } = JSON.parse(readStored(name) ?? '{}') as Partial<Intent>;
    return typeof key === 'string' ? { key, paymentId: paymentId ?? null } : null;
  } catch {
    return null;
  }
}

function write(name: string, intent: Intent): void {
  store(name, JSON.stringify(intent));
}

/** Not `crypto.randomUUID`: a phone that looks at a development machine has no secure context. */
function makeKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
