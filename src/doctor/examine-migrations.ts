import { type Database } from '../database/connect-database.ts';
import { pendingMigrations } from '../database/migrations.ts';
import { createLog } from '../logging/log.ts';
import { JobQueue } from '../queue/job-queue.ts';
import { type Findings, failure, ok } from './finding.ts';

const STOPPED_WITHIN_MS = 1_000;

export async function examineMigrations(orm: Database, databaseUrl: string): Findings {
  const pending = await pendingMigrations(orm);
  if (pending.length > 0) return [failure(`Pending: ${pending.join(', ')}.`, 'Run: npm run migrate')];
  const queue = new JobQueue(databaseUrl, createLog({ logLevel: 'silent' }), () => {});
  await queue.start();
  await queue.stop(STOPPED_WITHIN_MS);
  return [ok('No migration is pending, and the job queue has its tables.')];
}
