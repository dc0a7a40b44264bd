import { type EntityManager } from '@mikro-orm/postgresql';
import { GatewayAnswer } from './gateway-answer.ts';

const ERASED = '[erased]';
/** Every other field may hold a name, a mobile number or an address. */
const KEPT = new Set(
  'pidx status total_amount amount transaction_id fee refunded payment_url expires_at expires_in purchase_order_id error_key status_code'.split(
    ' ',
  ),
);

/** Erases from the stored answers about a customer's payments what may be personal. */
export async function eraseAnswers(em: EntityManager, userId: string): Promise<void> {
  const answers = await em.find(GatewayAnswer, { payment: { user: userId } });
  for (const answer of answers) answer.body = withoutPersonalData(answer.body);
  await em.flush();
}

function withoutPersonalData(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return ERASED;
    const fields = Object.entries(parsed).map(([key, value]) => [key, isKept(key, value) ? value : ERASED]);
    return JSON.stringify(Object.fromEntries(fields));
  } catch {
    return ERASED;
  }
}

function isKept(key: string, value: unknown): boolean {
  return value === null || (KEPT.has(key) && typeof value !== 'object');
}
