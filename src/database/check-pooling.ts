import { findPooling } from './find-pooling.ts';
import { type Pooling } from './pooling.ts';

const ADVICE =
  'Set DATABASE_DIRECT_URL to PostgreSQL itself, or to a pooler in session mode: migrations, notifications and the job queue need a session of their own';

/** How `databaseUrl` is pooled. Throws if `directUrl` leads to a transaction pooler. */
export async function checkPooling(databaseUrl: string, directUrl: string): Promise<Pooling> {
  const pooling = await findPooling(databaseUrl);
  const direct = directUrl === databaseUrl ? pooling : await findPooling(directUrl);
  if (direct.mode !== 'TRANSACTION') return pooling;
  const name = directUrl === databaseUrl ? 'DATABASE_URL' : 'DATABASE_DIRECT_URL';
  throw new Error(`${name} is a pooler in transaction mode. ${ADVICE}`);
}
