import { type EntityManager } from '@mikro-orm/postgresql';
import { IS_OPEN_REVIEW } from '../../payments/open-review.ts';
import { PAYMENT_UPDATED } from '../../payments/payment-updates.ts';
import { REFUND_CHANGED } from '../../payments/refund.ts';
import { type AdminContext } from '../admin-context.ts';
import { type Attention } from '../attention/attention.resolver.ts';
import {
  countRows,
  FAILED_MAILS,
  FAILING_WEBHOOKS,
  isKeyRefused,
  PENDING_FOR_A_DAY,
} from '../attention/read-attention.ts';
import { REREAD_EVERY_MS, watchChanges } from './watch-changes.ts';

const VERSION = `
  select concat_ws(' ',
    (select concat(count(*), ' ', max(updated_at)) from payments where ${IS_OPEN_REVIEW}),
    (select concat(count(*), ' ', max(updated_at)) from payments where ${PENDING_FOR_A_DAY}),
    (select concat(count(*), ' ', max(updated_at)) from refunds where status = 'UNKNOWN'),
    (select count(*) from webhook_endpoints where ${FAILING_WEBHOOKS})) as version`;

/** What needs attention, now and after each change of it. */
export function watchAttention({ services, signal }: AdminContext): AsyncGenerator<Partial<Attention>> {
  const em = services.orm.em.fork();
  // These have no notification, and the queue's table has no index for them: read rarely.
  let unannounced = { text: '', readAt: 0 };
  const readVersion = async () => {
    if (Date.now() - unannounced.readAt >= REREAD_EVERY_MS) {
      const [mails, isRefused] = [await countRows(em, 'pgboss.job', FAILED_MAILS), await isKeyRefused(services, em)];
      unannounced = { text: `${mails} ${isRefused}`, readAt: Date.now() };
    }
    return `${await readAnnounced(em)} ${unannounced.text}`;
  };
  const mayChange = () => true;
  const channels = { [PAYMENT_UPDATED]: mayChange, [REFUND_CHANGED]: mayChange };
  return watchChanges(services, signal, { channels, readVersion, load: async () => ({}) });
}

async function readAnnounced(em: EntityManager): Promise<string> {
  const [row] = await em.execute<{ version: string }[]>(VERSION);
  return row?.version ?? '';
}
