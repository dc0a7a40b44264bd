import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type Findings, ok } from './finding.ts';
import { withClient } from './with-client.ts';

/** Whether a notification reaches another connection, as live updates and ended sessions need it. */
export async function examineNotifications(databaseUrl: string, signal: AbortSignal): Findings {
  const channel = `doctor_${randomBytes(8).toString('hex')}`;
  return withClient(databaseUrl, async (listening) => {
    await listening.query(`listen ${channel}`);
    const heard = once(listening, 'notification', { signal });
    await withClient(databaseUrl, (notifying) => notifying.query(`notify ${channel}`));
    await heard;
    return [ok('LISTEN and NOTIFY work.')];
  });
}
