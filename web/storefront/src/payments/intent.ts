import { readStored, removeStored, store } from '../../../kit/storage.ts';
import { withTabLock } from '../../../kit/with-tab-lock.ts';

/**
 * A customer's intent to pay for a plan once. All tabs share its idempotency key, also after a reload: repeated clicks
 * open one payment. It ends when that payment is settled.
 */
interface Intent {
  key: string;
  /** Null until the server has answered. */
  paymentId: string | null;
}

/** The name in the browser's storage. */
export function intentName(userId: string, planId: string, startNow: boolean): string {
  return `intent:${userId}:${planId}${startNow ? ':now' : ''}`;
}

/** The current intent; a new one if there is none, or if it has the key `finishedKey`. */
export function acquireIntent(
  name: string,
  finishedKey: string | null = null,
): Promise<{ key: string; isNew: boolean }> {
  return withTabLock(name, async (waitForOtherTabs) => {
    const current = read(name);
    if (current && current.key !== finishedKey) return { key: current.key, isNew: false };
    const key = createKey();
    write(name, { key, paymentId: null });
    await waitForOtherTabs();
    const stored = read(name)?.key ?? key;
    return { key: stored, isNew: stored === key };
  });
}

export function recordPayment(name: string, key: string, paymentId: string): void {
  if (read(name)?.key === key) write(name, { key, paymentId });
}

/** Does nothing if the current intent has another key and another payment. */
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

/** `crypto.randomUUID` requires a secure context, which a phone at a development server does not have. */
function createKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
