import { type EntityManager } from '@mikro-orm/postgresql';
import { type Services } from '../../services.ts';
import { failedAmong, MAIL_JOBS } from '../messages/failed-message.ts';

export const PENDING_FOR_A_DAY = `status = 'PENDING' and created_at < now() - interval '24 hours'`;
export const FAILING_WEBHOOKS = `failing_since is not null and (disabled_at is null or disabled_by = 'RECEIVER')`;
export const FAILED_MAILS = failedAmong(MAIL_JOBS);

const KEY_REFUSED = `
  with refused as (
    select max(received_at) as at from gateway_answers
    where received_at > now() - interval '1 hour' and http_status in (401, 403)
  )
  select refused.at is not null and not exists (
    select from gateway_answers
    where received_at > refused.at and http_status < 500 and http_status not in (401, 403)
  ) as "isRefused" from refused`;

export async function countRows(em: EntityManager, table: string, condition: string): Promise<number> {
  const [row] = await em.execute<{ count: number }[]>(`select count(*)::int as count from ${table} where ${condition}`);
  return row?.count ?? 0;
}

/** What this process knows, or what any process was last answered. */
export async function isKeyRefused({ khalti }: Services, em: EntityManager): Promise<boolean> {
  if (khalti.isKeyRefused) return true;
  const [row] = await em.execute<{ isRefused: boolean }[]>(KEY_REFUSED);
  return row?.isRefused === true;
}
